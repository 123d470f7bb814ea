// zh: 各市规划的每条措施编码为哪种政策工具？
// en: As which policy instrument is each measure of the cities' plans coded?
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// column id string: id of the measure
// column city string: code of the city
// column plan_id string: the plan it stands in
// column start integer: first character in the plan's text
// column end integer: one past the last character
// column text string: the sentence
// column instrument string: code of its policy instrument, null where it commits to none
// column secondary strings: further codes
// column rule string: the rule that coded it
// column theme string: the field of policy that the heading above it names
// column unit_number string: chapter, section and running number there, joined by dashes
// column verbs strings: what is to be done
// column groups strings: whom it is for
// column place string: chapter, section and heading it stands under
// key id
MATCH (m:Measure)
WHERE $cities IS NULL OR m.city IN $cities
OPTIONAL MATCH (m)-[:SERVES]->(g:Group)
WITH DISTINCT m.id AS id, g.name AS served
ORDER BY id, served
WITH id, collect(served) AS groups
MATCH (m:Measure {id: id})
RETURN
  id AS id, m.city AS city, m.plan_id AS plan_id, m.char_start AS start, m.char_end AS `end`, m.text AS text,
  m.instrument AS instrument, m.secondary AS secondary, m.rule AS rule, m.theme AS theme, m.unit_number AS unit_number,
  m.verbs AS verbs, groups AS groups, m.place AS place
ORDER BY city, plan_id, start, id
