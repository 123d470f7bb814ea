// zh: 哪些机构参与某项工程，各自什么角色？
// en: Which public bodies act for an initiative, and in which role?
// param initiative initiative example "cantonese-chef": id, name or alias of the initiative; what is part of it is covered
// param role choice(lead|partner|organiser|issuer|participant|regulator|other) default null example null: one role, null for every role
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// column id string: id of the body
// column name string: its name
// column full_name string: the name that is the same for every way to write it
// column variants strings: the name in every form the plans write it
// column level string: national, provincial, municipal, district or unknown
// column city string: code of the city
// column plan_id string: the plan that says so
// column role string: lead, partner, organiser, issuer, participant, regulator or other
// column programme string: name of the programme
// column relates_to string: what the body does it for, as written
// column quote string: the words it rests on
// column quote_start integer: first character of the quote
// column quote_end integer: one past the last character of the quote
// key id, role, programme, relates_to, quote_start
MATCH (i:Initiative {id: $initiative})<-[:PART_OF*0..2]-(member:Initiative)<-[:IMPLEMENTS]-(p:Programme)
MATCH (p)<-[r:ACTS_FOR]-(a:Agency)
WHERE ($role IS NULL OR r.role = $role) AND ($cities IS NULL OR p.city IN $cities)
RETURN DISTINCT
  a.id AS id, a.name AS name, a.full_name AS full_name, a.variants AS variants, a.level AS level, p.city AS city,
  r.plan_id AS plan_id, r.role AS role, p.name AS programme, r.relates_to AS relates_to, r.quote AS quote,
  r.char_start AS quote_start, r.char_end AS quote_end
ORDER BY city, id, role, programme, relates_to, quote_start
