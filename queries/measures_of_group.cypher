// zh: 各市为某一人群采取哪些措施？
// en: Which measures do cities take for a group?
// param group string example "高校毕业生": its name
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// columns measure
// key id
MATCH (:Group {name: $group})<-[:SERVES]-(m:Measure)
WHERE $cities IS NULL OR m.city IN $cities
WITH DISTINCT m.id AS id
MATCH (m:Measure {id: id})
OPTIONAL MATCH (m)<-[:USES]-(p:Programme)
WITH DISTINCT id, p.name AS programme
ORDER BY id, programme
WITH id, collect(programme) AS programmes
MATCH (m:Measure {id: id})
OPTIONAL MATCH (m)-[:SERVES]->(g:Group)
WITH DISTINCT id, programmes, g.name AS served
ORDER BY id, served
WITH id, programmes, collect(served) AS groups
MATCH (m:Measure {id: id})
OPTIONAL MATCH (m)-[:FOR_INDUSTRY]->(n:Industry)
WITH DISTINCT id, programmes, groups, n.name AS industry
ORDER BY id, industry
WITH id, programmes, groups, collect(industry) AS industries
MATCH (m:Measure {id: id})
OPTIONAL MATCH (m)-[:TAKES_PLACE_IN]->(b:Place)
WITH DISTINCT id, programmes, groups, industries, b.name AS below
ORDER BY id, below
WITH id, programmes, groups, industries, collect(below) AS places
MATCH (m:Measure {id: id})
RETURN
  'measure' AS record, id AS id, m.city AS city, m.plan_id AS plan_id, m.char_start AS start, m.char_end AS `end`,
  m.text AS text, m.instrument AS instrument, m.secondary AS secondary, m.rule AS rule, m.theme AS theme,
  m.unit_number AS unit_number, m.verbs AS verbs, m.objects AS objects, groups AS groups, industries AS industries,
  places AS places, programmes AS programmes, m.place AS place
ORDER BY city, plan_id, start, id
SKIP $skip LIMIT $limit
