// zh: 哪些城市以什么项目落实某项工程（如三项工程）？
// en: What implements an initiative, such as 三项工程, in which city?
// param initiative initiative example "three-projects": id, name or alias of the initiative; what is part of it is covered
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// column id string: id of the programme
// column city string: GB/T 2260 code of the city
// column plan_id string: the plan that names it first
// column name string: as the plan writes it
// column variants strings: the name in every form the plan writes it
// column kind string: 工程, 计划, 行动, 项目, 平台 …
// column level string: national, provincial, municipal, district or unknown
// column initiative string: id of the shared initiative behind it
// column mention_count integer: how often the plan names it
// column definition string: what a note of the plan says it is
// column start integer: first character of the first mention
// column end integer: one past its last character
// column quote string: the words it rests on
// column quote_start integer: first character of the quote
// column quote_end integer: one past the last character of the quote
// key id, initiative
MATCH (i:Initiative {id: $initiative})<-[:PART_OF*0..2]-(member:Initiative)<-[:IMPLEMENTS]-(p:Programme)
WHERE $cities IS NULL OR p.city IN $cities
RETURN DISTINCT
  p.id AS id, p.city AS city, p.plan_id AS plan_id, p.name AS name, p.variants AS variants, p.kind AS kind,
  p.level AS level, member.id AS initiative, p.mention_count AS mention_count,
  p.definition AS definition, p.char_start AS start, p.char_end AS `end`, p.quote AS quote, p.quote_start AS quote_start, p.quote_end AS quote_end
ORDER BY city, start, id, initiative
