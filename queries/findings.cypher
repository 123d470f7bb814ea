// zh: 规划内部有哪些地方对不上？
// en: What inside a plan does not fit together?
// param city city default null example "440100": code or name of the city, null for every city
// param plan plan default null example null: id or name of the plan, null for every plan
// param severity choice(contradiction|tension|note) default null example null: how grave it is, null for every one
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the finding
// column city string: code of the city
// column plan_id string: the plan
// column rule string: the rule that saw it
// column severity string: contradiction, tension or note
// column explanation string: what does not fit, with the arithmetic where there is one
// column passage string: id of a passage it concerns
// column quote string: the words there
// column quote_start integer: first character of the quote
// column quote_end integer: one past the last character of the quote
// key id, passage, quote_start
MATCH (f:Finding)
WHERE ($city IS NULL OR f.city = $city)
  AND ($plan IS NULL OR f.plan_id = $plan)
  AND ($severity IS NULL OR f.severity = $severity)
OPTIONAL MATCH (f)-[r:CONCERNS]->(x:Passage)
RETURN DISTINCT
  f.id AS id, f.city AS city, f.plan_id AS plan_id, f.rule AS rule, f.severity AS severity, f.explanation AS explanation,
  x.id AS passage, r.quote AS quote, r.char_start AS quote_start, r.char_end AS quote_end
ORDER BY city, id, passage, quote_start
SKIP $skip LIMIT $limit
