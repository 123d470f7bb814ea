// zh: 哪里出现了某个名称？
// en: Where does a name occur?
// param text string example "粤菜师傅": the words that are looked for in names, other names and texts
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column rank integer: names come first, then facts and measures, then passages
// column found string: initiative, indicator, programme, agency, group, fact, measure or passage
// column id string: its id
// column name string: its name
// column city string: code of the city
// column plan_id string: the plan it stands in
// column start integer: first character in the plan's text
// column end integer: one past the last character
// column quote string: the words it stands in, or what it is
// key found, id
CALL () {
  MATCH (n:Initiative)
  WHERE toLower(n.name) CONTAINS toLower($text)
    OR any(other IN coalesce(n.aliases, []) WHERE toLower(other) CONTAINS toLower($text))
  RETURN 1 AS rank, 'initiative' AS found, n.id AS id, n.name AS name,
    null AS city, null AS plan_id, null AS start, null AS `end`, n.description AS quote
  UNION ALL
  MATCH (n:Indicator)
  WHERE toLower(n.name) CONTAINS toLower($text)
    OR any(other IN coalesce(n.aliases, []) WHERE toLower(other) CONTAINS toLower($text))
  RETURN 2 AS rank, 'indicator' AS found, n.id AS id, n.name AS name,
    null AS city, null AS plan_id, null AS start, null AS `end`, n.note AS quote
  UNION ALL
  MATCH (n:Programme)
  WHERE toLower(n.name) CONTAINS toLower($text)
    OR any(other IN coalesce(n.variants, []) WHERE toLower(other) CONTAINS toLower($text))
  RETURN 3 AS rank, 'programme' AS found, n.id AS id, n.name AS name,
    n.city AS city, n.plan_id AS plan_id, n.char_start AS start, n.char_end AS `end`, n.quote AS quote
  UNION ALL
  MATCH (n:Agency)
  WHERE toLower(n.name) CONTAINS toLower($text)
  RETURN 4 AS rank, 'agency' AS found, n.id AS id, n.name AS name,
    null AS city, null AS plan_id, null AS start, null AS `end`, null AS quote
  UNION ALL
  MATCH (n:Group)
  WHERE toLower(n.name) CONTAINS toLower($text)
  RETURN 5 AS rank, 'group' AS found, n.id AS id, n.name AS name,
    null AS city, null AS plan_id, null AS start, null AS `end`, null AS quote
  UNION ALL
  MATCH (n:Target|Result)
  WHERE toLower(n.subject) CONTAINS toLower($text)
    OR toLower(n.programme) CONTAINS toLower($text)
  RETURN 6 AS rank, 'fact' AS found, n.id AS id, n.subject AS name,
    n.city AS city, n.plan_id AS plan_id, n.char_start AS start, n.char_end AS `end`, n.quote AS quote
  UNION ALL
  MATCH (n:Measure)
  WHERE toLower(n.text) CONTAINS toLower($text)
  RETURN 7 AS rank, 'measure' AS found, n.id AS id, n.name AS name,
    n.city AS city, n.plan_id AS plan_id, n.char_start AS start, n.char_end AS `end`, n.text AS quote
  UNION ALL
  MATCH (n:Passage)
  WHERE toLower(n.text) CONTAINS toLower($text)
  RETURN 8 AS rank, 'passage' AS found, n.id AS id, n.name AS name,
    null AS city, n.plan_id AS plan_id, n.char_start AS start, n.char_end AS `end`, n.text AS quote
}
RETURN
  rank AS rank, found AS found, id AS id, name AS name, city AS city, plan_id AS plan_id, start AS start,
  `end` AS `end`, quote AS quote
ORDER BY rank, plan_id, start, found, id
SKIP $skip LIMIT $limit
