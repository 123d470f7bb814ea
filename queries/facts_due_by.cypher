// zh: 到某年为止应实现哪些目标？
// en: Which targets are due by a year?
// param year integer(1900..2200) example 2025: the last year
// param city city default null example "440100": code or name of the city, null for every city
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// columns fact
// key id
MATCH (f:Target)
WHERE f.end_year <= $year AND ($city IS NULL OR f.city = $city)
RETURN
  'fact' AS record, f.id AS id, f.city AS city, f.plan_id AS plan_id,
  CASE WHEN f:Target THEN 'target' ELSE 'achieved' END AS kind, f.char_start AS start, f.char_end AS `end`,
  f.number_text AS number_text, f.value AS value, f.unit AS unit, f.amount_low AS amount_low,
  f.amount_high AS amount_high, f.base_unit AS base_unit, f.comparator AS comparator, f.date AS date,
  f.basis AS basis, f.nature AS nature, f.hedge AS hedge, f.programme AS programme, f.subject AS subject,
  f.scope AS scope, f.indicator AS indicator, f.in_table AS in_table, f.quote AS quote,
  f.quote_start AS quote_start, f.quote_end AS quote_end, f.place AS place
ORDER BY city, plan_id, start, id
SKIP $skip LIMIT $limit
