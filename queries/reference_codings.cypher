// zh: 两位读者怎样编码对照句子，规则又怎样编码？
// en: How did two readers code the reference sentences, and how do the rules?
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// column id string: id of the reference sentence
// column city string: code of the city
// column plan_id string: the plan it stands in
// column start integer: first character in the plan's text
// column end integer: one past the last character
// column text string: the sentence
// column sample string: open to the authors of the rules, or held_out from them
// column reader_1 string: code that the first reader gave, NONE where it commits to nothing
// column reader_2 string: code that the second reader gave
// column measure string: id of a measure made of the sentence, null where there is none
// column measure_start integer: where that measure starts
// column instrument string: code that the rules gave that measure, null where it commits to none
// key id, measure
MATCH (r:ReferenceCoding)
WHERE $cities IS NULL OR r.city IN $cities
OPTIONAL MATCH (r)-[:CHECKS]->(m:Measure)
RETURN
  r.id AS id, r.city AS city, r.plan_id AS plan_id, r.char_start AS start, r.char_end AS `end`, r.text AS text,
  r.sample AS sample, r.reader_1 AS reader_1, r.reader_2 AS reader_2, m.id AS measure, m.char_start AS measure_start,
  m.instrument AS instrument
ORDER BY city, plan_id, start, id, measure
