// zh: 某市在某项工程下承诺了什么、做到了什么？
// en: What does a city promise under an initiative, and what has it done?
// param city city example "440100": code or name of the city
// param initiative initiative example "cantonese-chef": id, name or alias of the initiative; what is part of it is covered
// columns fact
// key id
MATCH (i:Initiative {id: $initiative})<-[:PART_OF*0..2]-(member:Initiative)<-[:IMPLEMENTS]-(p:Programme)
MATCH (p)-[:HAS_TARGET|HAS_RESULT]->(f:Target|Result {city: $city})
WITH DISTINCT f
RETURN
  'fact' AS record, f.id AS id, f.city AS city, f.plan_id AS plan_id,
  CASE WHEN f:Target THEN 'target' ELSE 'achieved' END AS kind, f.char_start AS start, f.char_end AS `end`,
  f.number_text AS number_text, f.value AS value, f.unit AS unit, f.amount_low AS amount_low,
  f.amount_high AS amount_high, f.base_unit AS base_unit, f.comparator AS comparator, f.date AS date,
  f.basis AS basis, f.nature AS nature, f.hedge AS hedge, f.programme AS programme, f.subject AS subject,
  f.scope AS scope, f.indicator AS indicator, f.in_table AS in_table, f.quote AS quote,
  f.quote_start AS quote_start, f.quote_end AS quote_end, f.place AS place
ORDER BY city, plan_id, start, id
