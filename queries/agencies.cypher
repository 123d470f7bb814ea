// zh: 规划里出现了哪些机构，各自什么角色？
// en: Which public bodies do the plans name, and in which roles?
// param city city default null example "440100": code or name of the city, null for every city
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the body
// column name string: its name
// column level string: national, provincial, municipal, district or unknown
// column city string: code of the city
// column plan_id string: the plan that names it
// column role string: lead, partner, organiser, issuer, participant, regulator or other
// column relates_to string: what the body does it for, as written
// column quote string: the words it rests on
// column quote_start integer: first character of the quote
// column quote_end integer: one past the last character of the quote
// key plan_id, id, role, relates_to, quote_start
MATCH (a:Agency)-[r:ACTS_IN]->(plan:Plan)
WHERE $city IS NULL OR plan.city = $city
RETURN
  a.id AS id, a.name AS name, a.level AS level, plan.city AS city, plan.id AS plan_id, r.role AS role,
  r.relates_to AS relates_to, r.quote AS quote, r.char_start AS quote_start, r.char_end AS quote_end
ORDER BY plan_id, id, role, relates_to, quote_start
SKIP $skip LIMIT $limit
