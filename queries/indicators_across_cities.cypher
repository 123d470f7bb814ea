// zh: 各市在某项指标上的目标和结果是什么？
// en: What do cities state on an indicator?
// param indicators indicators example ["“粤菜师傅”培训人次"]: ids, names or aliases of indicators
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// columns fact
// key id
UNWIND $indicators AS indicator_id
MATCH (:Indicator {id: indicator_id})<-[:MEASURES]-(f:Target|Result)
WHERE $cities IS NULL OR f.city IN $cities
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
