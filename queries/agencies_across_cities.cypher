// zh: 各市由哪些机构牵头，哪些机构配合？
// en: Which public bodies lead and which help in each city?
// param initiative initiative default null example "three-projects": id, name or alias of the initiative, what is part of it covered; null for everything
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the body
// column name string: its name
// column full_name string: the name that is the same for every way to write it
// column variants strings: the name in every form the plans write it
// column city string: code of the city whose programme it acts for
// column role string: lead, partner, organiser, issuer, participant, regulator or other
// column programmes strings: the programmes it has this role in
// key id, city, role
MATCH (a:Agency)-[r:ACTS_FOR]->(p:Programme)
WHERE ($cities IS NULL OR p.city IN $cities)
  AND ($initiative IS NULL OR EXISTS {
    MATCH (:Initiative {id: $initiative})<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(p)
  })
WITH DISTINCT a.id AS id, p.city AS city, r.role AS role, p.name AS programme
ORDER BY id, city, role, programme
WITH id, city, role, collect(programme) AS programmes
MATCH (a:Agency {id: id})
RETURN
  id AS id, a.name AS name, a.full_name AS full_name, a.variants AS variants, city AS city, role AS role,
  programmes AS programmes
ORDER BY id, city, role
SKIP $skip LIMIT $limit
