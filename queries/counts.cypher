// zh: 图谱里每类有多少？
// en: How many of each sort does the graph hold?
// column name string: the sort of node
// column count integer: how many there are
// key name
CALL () {
  MATCH (n:Agency) WITH count(n) AS count RETURN 'Agency' AS name, count AS count
  UNION ALL
  MATCH (n:Candidate) WITH count(n) AS count RETURN 'Candidate' AS name, count AS count
  UNION ALL
  MATCH (n:City) WITH count(n) AS count RETURN 'City' AS name, count AS count
  UNION ALL
  MATCH (n:Finding) WITH count(n) AS count RETURN 'Finding' AS name, count AS count
  UNION ALL
  MATCH (n:Group) WITH count(n) AS count RETURN 'Group' AS name, count AS count
  UNION ALL
  MATCH (n:Indicator) WITH count(n) AS count RETURN 'Indicator' AS name, count AS count
  UNION ALL
  MATCH (n:Industry) WITH count(n) AS count RETURN 'Industry' AS name, count AS count
  UNION ALL
  MATCH (n:Initiative) WITH count(n) AS count RETURN 'Initiative' AS name, count AS count
  UNION ALL
  MATCH (n:Instrument) WITH count(n) AS count RETURN 'Instrument' AS name, count AS count
  UNION ALL
  MATCH (n:Measure) WITH count(n) AS count RETURN 'Measure' AS name, count AS count
  UNION ALL
  MATCH (n:Passage) WITH count(n) AS count RETURN 'Passage' AS name, count AS count
  UNION ALL
  MATCH (n:Place) WITH count(n) AS count RETURN 'Place' AS name, count AS count
  UNION ALL
  MATCH (n:Plan) WITH count(n) AS count RETURN 'Plan' AS name, count AS count
  UNION ALL
  MATCH (n:Programme) WITH count(n) AS count RETURN 'Programme' AS name, count AS count
  UNION ALL
  MATCH (n:ReferenceCoding) WITH count(n) AS count RETURN 'ReferenceCoding' AS name, count AS count
  UNION ALL
  MATCH (n:Result) WITH count(n) AS count RETURN 'Result' AS name, count AS count
  UNION ALL
  MATCH (n:Section) WITH count(n) AS count RETURN 'Section' AS name, count AS count
  UNION ALL
  MATCH (n:Target) WITH count(n) AS count RETURN 'Target' AS name, count AS count
}
WITH name, count
WHERE count > 0
RETURN name AS name, count AS count
ORDER BY name
