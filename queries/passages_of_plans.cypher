// zh: 这些规划的全部段落是什么？
// en: What are all passages of some plans?
// param plans plans example ["440100-hrss-14fyp"]: ids of the plans
// column plan_id string: the plan
// column id string: id of the passage
// column kind string: heading, paragraph, table_row or note
// column text string: exactly as in the plan
// column char_start integer: first character in the plan's text
// key id
MATCH (x:Passage)
WHERE x.plan_id IN $plans AND x.kind <> 'contents'
RETURN x.plan_id AS plan_id, x.id AS id, x.kind AS kind, x.text AS text, x.char_start AS char_start
ORDER BY plan_id, char_start, id
