// zh: 某条目标或结果写在哪个段落？
// en: In which passage does a fact stand?
// param id string example "fact-b1813fc3edaf21e2": id of the fact
// column id string: id of the passage
// column plan_id string: the plan it stands in
// column kind string: heading, paragraph, table_row, note or contents
// column text string: exactly as in the plan
// column char_start integer: first character in the plan's text
// column char_end integer: one past the last character
// column place string: the names of the sections above it
// key id
MATCH (:Target|Result {id: $id})-[:EVIDENCED_BY]->(x:Passage)<-[:HAS_PASSAGE]-(s:Section)
RETURN DISTINCT
  x.id AS id, x.plan_id AS plan_id, x.kind AS kind, x.text AS text, x.char_start AS char_start,
  x.char_end AS char_end, s.path AS place
ORDER BY char_start, id
