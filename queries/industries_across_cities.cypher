// zh: 各市的措施针对哪些产业，各有多少条？
// en: Which industries are the measures of cities for, and how many are there?
// param initiative initiative default null example "three-projects": id, name or alias of the initiative, what is part of it covered; null for everything
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the industry
// column name string: its name
// column city string: code of the city
// column measure_count integer: number of measures for it; a sentence that a plan repeats counts each time
// column measures strings: ids of these measures
// key id, city
MATCH (m:Measure)-[:FOR_INDUSTRY]->(n:Industry)
WHERE ($cities IS NULL OR m.city IN $cities)
  AND ($initiative IS NULL OR EXISTS {
    MATCH (:Initiative {id: $initiative})<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(:Programme)-[:USES]->(m)
  })
WITH DISTINCT n.id AS id, n.name AS name, m.city AS city, m.id AS measure
ORDER BY id, city, measure
RETURN id AS id, name AS name, city AS city, count(measure) AS measure_count, collect(measure) AS measures
ORDER BY id, city
SKIP $skip LIMIT $limit
