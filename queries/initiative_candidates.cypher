// zh: 哪些项目在几个城市的规划里同名，也许属于同一项工程？
// en: Which programmes of several cities are named alike and may belong to one initiative?
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the proposal; nobody has judged it, and no comparison uses it
// column name string: its name
// column level string: national, provincial, municipal, district or unknown
// column signs strings: what speaks for it: same_name, quoted_name, higher_level, defined_in_note
// column programme string: id of one of the programmes
// column programme_name string: its name
// column city string: code of its city
// column plan_id string: the plan that names it first
// column quote string: the words it rests on
// column quote_start integer: first character of the quote
// column quote_end integer: one past the last character of the quote
// key id, programme
MATCH (c:Candidate)<-[:MAY_IMPLEMENT]-(p:Programme)
RETURN DISTINCT
  c.id AS id, c.name AS name, c.level AS level, c.signs AS signs, p.id AS programme, p.name AS programme_name,
  p.city AS city, p.plan_id AS plan_id, p.quote AS quote, p.quote_start AS quote_start, p.quote_end AS quote_end
ORDER BY id, programme
SKIP $skip LIMIT $limit
