// zh: 某个项目在规划里出现在哪些地方，写作什么？
// en: Where does a plan name a programme, and in which form?
// param programme string example "programme-9c0080338c0af8d8": id of the programme
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column programme string: id of the programme
// column name string: its name
// column form string: as it is written there
// column plan_id string: the plan
// column char_start integer: first character of the form
// column char_end integer: one past the last character
// column passage string: id of the passage
// column text string: the passage
// column place string: the names of the sections above it
// key passage, char_start, char_end
MATCH (p:Programme {id: $programme})-[r:NAMED_IN]->(x:Passage)
OPTIONAL MATCH (x)<-[:HAS_PASSAGE]-(s:Section)
RETURN DISTINCT
  p.id AS programme, p.name AS name, r.quote AS form, x.plan_id AS plan_id, r.char_start AS char_start,
  r.char_end AS char_end, x.id AS passage, x.text AS text, s.path AS place
ORDER BY plan_id, passage, char_start, char_end
SKIP $skip LIMIT $limit
