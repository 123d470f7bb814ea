// zh: 哪些段落出现了这些名称？
// en: Which passages hold one of these names?
// param terms strings example ["粤菜师傅"]: names that are looked for; one with spaces is found where all its words stand
// param plans plans example ["440100-hrss-14fyp"]: ids of the plans that are searched
// column term string: the name
// column plan_id string: the plan
// column id string: id of the passage
// column char_start integer: first character of the passage
// key term, id
UNWIND $terms AS term
MATCH (x:Passage)
WHERE x.plan_id IN $plans AND x.kind <> 'contents'
  AND all(word IN split(term, ' ') WHERE x.text CONTAINS word)
RETURN DISTINCT term AS term, x.plan_id AS plan_id, x.id AS id, x.char_start AS char_start
ORDER BY plan_id, char_start, term, id
