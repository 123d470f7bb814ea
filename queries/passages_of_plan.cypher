// zh: 某规划的段落是什么？
// en: What are the passages of a plan?
// param plan plan example "440100-hrss-14fyp": id or name of the plan
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the passage
// column kind string: heading, paragraph, table_row, note or contents
// column text string: exactly as in the plan
// column char_start integer: first character in the plan's text
// column char_end integer: one past the last character
// column position integer: order in the plan, from 0
// column section_id string: the section it stands in
// column path string: the names of the sections above it
// column fact_count integer: number of facts it states
// key id
MATCH (:Plan {id: $plan})-[:HAS_SECTION]->(s:Section)-[:HAS_PASSAGE]->(x:Passage)
OPTIONAL MATCH (x)<-[:EVIDENCED_BY]-(f:Target|Result)
RETURN
  x.id AS id, x.kind AS kind, x.text AS text, x.char_start AS char_start, x.char_end AS char_end,
  x.position AS position, s.id AS section_id, s.path AS path, count(f.id) AS fact_count
ORDER BY position, id
SKIP $skip LIMIT $limit
