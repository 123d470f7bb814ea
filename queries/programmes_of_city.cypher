// zh: 某市有哪些工程、计划、行动和项目？
// en: Which programmes does a city run?
// param city city example "440600": code or name of the city
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the programme
// column city string: GB/T 2260 code of the city
// column plan_id string: the plan that names it first
// column name string: as the plan writes it
// column variants strings: the name in every form the plan writes it
// column kind string: 工程, 计划, 行动, 项目, 平台 …
// column level string: national, provincial, municipal, district or unknown
// column initiative string: id of the shared initiative behind it
// column mention_count integer: how often the plan names it
// column start integer: first character of the first mention
// column end integer: one past its last character
// column quote string: the words it rests on
// column quote_start integer: first character of the quote
// column quote_end integer: one past the last character of the quote
// key id, initiative
MATCH (:City {code: $city})-[:RUNS]->(p:Programme)
OPTIONAL MATCH (p)-[:IMPLEMENTS]->(i:Initiative)
RETURN
  p.id AS id, p.city AS city, p.plan_id AS plan_id, p.name AS name, p.variants AS variants, p.kind AS kind,
  p.level AS level, i.id AS initiative, p.mention_count AS mention_count, p.char_start AS start,
  p.char_end AS `end`, p.quote AS quote, p.quote_start AS quote_start, p.quote_end AS quote_end
ORDER BY start, id, initiative
SKIP $skip LIMIT $limit
