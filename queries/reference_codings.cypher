// zh: 两位读者怎样编码规划中的对照句子，规则又怎样编码？没有对照句子的规划也占一行。
// en: How did two readers code the reference sentences of the plans, and how do the rules? A plan without any has a row as well.
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// column plan_id string: the plan
// column city string: code of its city
// column id string: id of the reference sentence, null where the plan has none
// column start integer: first character in the plan's text
// column end integer: one past the last character
// column text string: the sentence
// column sample string: open to the authors of the rules, or held_out from them
// column reader_1 string: code that the first reader gave, NONE where it commits to nothing
// column reader_2 string: code that the second reader gave
// column measure string: id of a measure that stands in the sentence, null where none does
// column measure_start integer: where that measure starts
// column instrument string: code that the rules gave that measure, null where it commits to none
// key plan_id, id, measure
MATCH (c:City)-[:ISSUED]->(p:Plan)
WHERE $cities IS NULL OR c.code IN $cities
OPTIONAL MATCH (r:ReferenceCoding {plan_id: p.id})
OPTIONAL MATCH (r)-[:CHECKS]->(m:Measure)
RETURN
  p.id AS plan_id, c.code AS city, r.id AS id, r.char_start AS start, r.char_end AS `end`, r.text AS text,
  r.sample AS sample, r.reader_1 AS reader_1, r.reader_2 AS reader_2, m.id AS measure, m.char_start AS measure_start,
  m.instrument AS instrument
ORDER BY city, start, plan_id, id, measure
