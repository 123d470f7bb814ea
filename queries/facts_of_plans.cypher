// zh: 这些规划写了哪些目标和结果？
// en: Which facts do some plans state?
// param plans plans example ["440100-hrss-14fyp"]: ids of the plans
// columns fact
// key id
MATCH (f:Target|Result)
WHERE f.plan_id IN $plans
RETURN
  'fact' AS record, f.id AS id, f.city AS city, f.plan_id AS plan_id,
  CASE WHEN f:Target THEN 'target' ELSE 'achieved' END AS kind, f.char_start AS start, f.char_end AS `end`,
  f.number_text AS number_text, f.value AS value, f.unit AS unit, f.amount_low AS amount_low,
  f.amount_high AS amount_high, f.base_unit AS base_unit, f.comparator AS comparator, f.date AS date,
  f.basis AS basis, f.nature AS nature, f.hedge AS hedge, f.programme AS programme, f.subject AS subject,
  f.scope AS scope, f.indicator AS indicator, f.in_table AS in_table, f.quote AS quote,
  f.quote_start AS quote_start, f.quote_end AS quote_end, f.place AS place
ORDER BY city, plan_id, start, id
