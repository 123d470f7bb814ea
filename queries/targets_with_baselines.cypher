// zh: 哪些目标写明了基数，从多少到多少？
// en: Which targets have a baseline, and from what to what do they go?
// param city city default null example "440100": code or name of the city, null for every city
// param indicator indicator default null example null: id, name or alias of the indicator, null for every one
// column id string: id of the target
// column city string: code of the city
// column plan_id string: the plan that states both
// column subject string: what is measured
// column indicator string: id of the indicator
// column date string: the year or period of the target
// column number_text string: the target as written
// column comparator string: eq, ge, gt, le, lt or approx
// column value value: the target
// column unit string: its unit as written
// column nature string: 预期性 or 约束性
// column baseline_id string: id of the baseline
// column baseline_date string: its year or period
// column baseline_number_text string: the baseline as written
// column baseline_value value: the baseline
// column baseline_unit string: its unit as written
// column place string: chapter, section and heading it stands under
// key id, baseline_id
MATCH (t:Target)-[:FROM_BASELINE]->(r:Result)
WHERE ($city IS NULL OR t.city = $city) AND ($indicator IS NULL OR t.indicator = $indicator)
RETURN DISTINCT
  t.id AS id, t.city AS city, t.plan_id AS plan_id, t.subject AS subject, t.indicator AS indicator, t.date AS date,
  t.number_text AS number_text, t.comparator AS comparator, t.value AS value, t.unit AS unit, t.nature AS nature,
  r.id AS baseline_id, r.date AS baseline_date, r.number_text AS baseline_number_text, r.value AS baseline_value,
  r.unit AS baseline_unit, t.place AS place
ORDER BY city, id, baseline_id
