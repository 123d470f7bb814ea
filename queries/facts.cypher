// zh: 图谱里有哪些目标和结果？
// en: Which facts does the graph hold?
// param city city default null example "440100": code or name of the city, null for every city
// param plan plan default null example null: id or name of the plan, null for every plan
// param indicator indicator default null example null: id, name or alias of the indicator, null for every one
// param initiative initiative default null example "cantonese-chef": id, name or alias of the initiative, null for every fact
// param kind choice(target|achieved) default null example "target": targets or past results, null for both
// param from_year integer(1900..2200) default 1900 example 2021: only facts whose years end then or later
// param to_year integer(1900..2200) default 2200 example 2025: only facts whose years end then or earlier
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// columns fact
// key id
MATCH (f:Target|Result)
WHERE ($city IS NULL OR f.city = $city)
  AND ($plan IS NULL OR f.plan_id = $plan)
  AND ($indicator IS NULL OR f.indicator = $indicator)
  AND ($kind IS NULL OR ($kind = 'target' AND f:Target) OR ($kind = 'achieved' AND f:Result))
  AND $from_year <= f.end_year AND f.end_year <= $to_year
  AND ($initiative IS NULL OR EXISTS {
    MATCH (i:Initiative {id: $initiative})<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(:Programme)-[:HAS_TARGET|HAS_RESULT]->(f)
  })
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
