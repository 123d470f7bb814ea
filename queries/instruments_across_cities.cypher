// zh: 各市使用哪些政策工具，各有多少条措施？
// en: Which policy instruments do cities use, and in how many measures?
// param initiative initiative default null example "three-projects": id, name or alias of the initiative, what is part of it covered; null for everything
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// column code string: code of the instrument
// column name string: its name
// column family string: supply, environment or demand
// column city string: code of the city
// column main_count integer: measures with this main code; a sentence that a plan repeats counts each time
// column further_count integer: measures with this as a further code
// column measures strings: ids of all of them
// key code, city
MATCH (m:Measure)-[r:CODED_AS]->(i:Instrument)
WHERE ($cities IS NULL OR m.city IN $cities)
  AND ($initiative IS NULL OR EXISTS {
    MATCH (:Initiative {id: $initiative})<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(:Programme)-[:USES]->(m)
  })
WITH DISTINCT
  i.code AS code, i.name AS name, i.family AS family, m.city AS city, m.id AS measure,
  CASE WHEN r.rank = 1 THEN 1 ELSE 0 END AS main
ORDER BY code, city, measure, main
WITH code, name, family, city, measure, max(main) AS main
ORDER BY code, city, measure
RETURN
  code AS code, name AS name, family AS family, city AS city, sum(main) AS main_count, sum(1 - main) AS further_count,
  collect(measure) AS measures
ORDER BY code, city
