// 每个数字依据的句子 / The sentence behind each number
MATCH (plan:Plan)-[:STATES]->(fact:Target|Result)-[evidence:EVIDENCED_BY]->(passage:Passage)
WHERE fact.indicator = 'homecare-training'
RETURN plan.name AS plan, labels(fact)[0] AS kind, fact.number_text AS number, evidence.quote AS quote, fact.place AS place,
  evidence.char_start AS char_start, evidence.char_end AS char_end, passage.text AS passage
ORDER BY plan, char_start, fact.id
