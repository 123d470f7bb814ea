// zh: 城市经由规划、项目、数字和措施，通向哪些可以共有的工程、指标、工具、人群、行业、地方和机构？
// en: Which links lead from cities, through plans, programmes, facts and measures, to what several may have in common?
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// param relationships strings default null example ["ACTS_IN","ACTS_FOR"]: types of relationships, null for every type that is listed here
// column source_label string: the sort of node the relationship starts at
// column source_id string: its id; a city's code
// column source_name string: its name
// column relationship string: type of the relationship
// column target_label string: the sort of node it ends at
// column target_id string: its id
// column target_name string: its name
// column count integer: how many of that type there are between the two, one for each role of a body
// key source_label, source_id, relationship, target_label, target_id
CALL () {
  MATCH (s:City)-[:ISSUED]->(t:Plan)
  WHERE ($relationships IS NULL OR 'ISSUED' IN $relationships) AND ($cities IS NULL OR s.code IN $cities)
  RETURN 'City' AS source_label, s.code AS source_id, s.name AS source_name, 'ISSUED' AS relationship,
    'Plan' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:City)-[:RUNS]->(t:Programme)
  WHERE ($relationships IS NULL OR 'RUNS' IN $relationships) AND ($cities IS NULL OR s.code IN $cities)
  RETURN 'City' AS source_label, s.code AS source_id, s.name AS source_name, 'RUNS' AS relationship,
    'Programme' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Plan)-[:STATES]->(t:Target)
  WHERE ($relationships IS NULL OR 'STATES' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Plan' AS source_label, s.id AS source_id, s.name AS source_name, 'STATES' AS relationship,
    'Target' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Plan)-[:STATES]->(t:Result)
  WHERE ($relationships IS NULL OR 'STATES' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Plan' AS source_label, s.id AS source_id, s.name AS source_name, 'STATES' AS relationship,
    'Result' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Plan)-[:STATES]->(t:Measure)
  WHERE ($relationships IS NULL OR 'STATES' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Plan' AS source_label, s.id AS source_id, s.name AS source_name, 'STATES' AS relationship,
    'Measure' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Programme)-[:HAS_TARGET]->(t:Target)
  WHERE ($relationships IS NULL OR 'HAS_TARGET' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Programme' AS source_label, s.id AS source_id, s.name AS source_name, 'HAS_TARGET' AS relationship,
    'Target' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Programme)-[:HAS_RESULT]->(t:Result)
  WHERE ($relationships IS NULL OR 'HAS_RESULT' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Programme' AS source_label, s.id AS source_id, s.name AS source_name, 'HAS_RESULT' AS relationship,
    'Result' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Programme)-[:USES]->(t:Measure)
  WHERE ($relationships IS NULL OR 'USES' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Programme' AS source_label, s.id AS source_id, s.name AS source_name, 'USES' AS relationship,
    'Measure' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Programme)-[:IMPLEMENTS]->(t:Initiative)
  WHERE ($relationships IS NULL OR 'IMPLEMENTS' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Programme' AS source_label, s.id AS source_id, s.name AS source_name, 'IMPLEMENTS' AS relationship,
    'Initiative' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Initiative)-[:PART_OF]->(t:Initiative)
  WHERE ($relationships IS NULL OR 'PART_OF' IN $relationships)
  RETURN 'Initiative' AS source_label, s.id AS source_id, s.name AS source_name, 'PART_OF' AS relationship,
    'Initiative' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Target)-[:MEASURES]->(t:Indicator)
  WHERE ($relationships IS NULL OR 'MEASURES' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Target' AS source_label, s.id AS source_id, s.name AS source_name, 'MEASURES' AS relationship,
    'Indicator' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Result)-[:MEASURES]->(t:Indicator)
  WHERE ($relationships IS NULL OR 'MEASURES' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Result' AS source_label, s.id AS source_id, s.name AS source_name, 'MEASURES' AS relationship,
    'Indicator' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Measure)-[:CODED_AS]->(t:Instrument)
  WHERE ($relationships IS NULL OR 'CODED_AS' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Measure' AS source_label, s.id AS source_id, s.name AS source_name, 'CODED_AS' AS relationship,
    'Instrument' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Measure)-[:SERVES]->(t:Group)
  WHERE ($relationships IS NULL OR 'SERVES' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Measure' AS source_label, s.id AS source_id, s.name AS source_name, 'SERVES' AS relationship,
    'Group' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Measure)-[:FOR_INDUSTRY]->(t:Industry)
  WHERE ($relationships IS NULL OR 'FOR_INDUSTRY' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Measure' AS source_label, s.id AS source_id, s.name AS source_name, 'FOR_INDUSTRY' AS relationship,
    'Industry' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Measure)-[:TAKES_PLACE_IN]->(t:Place)
  WHERE ($relationships IS NULL OR 'TAKES_PLACE_IN' IN $relationships) AND ($cities IS NULL OR s.city IN $cities)
  RETURN 'Measure' AS source_label, s.id AS source_id, s.name AS source_name, 'TAKES_PLACE_IN' AS relationship,
    'Place' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Agency)-[:ACTS_IN]->(t:Plan)
  WHERE ($relationships IS NULL OR 'ACTS_IN' IN $relationships) AND ($cities IS NULL OR t.city IN $cities)
  RETURN 'Agency' AS source_label, s.id AS source_id, s.name AS source_name, 'ACTS_IN' AS relationship,
    'Plan' AS target_label, t.id AS target_id, t.name AS target_name
  UNION ALL
  MATCH (s:Agency)-[:ACTS_FOR]->(t:Programme)
  WHERE ($relationships IS NULL OR 'ACTS_FOR' IN $relationships) AND ($cities IS NULL OR t.city IN $cities)
  RETURN 'Agency' AS source_label, s.id AS source_id, s.name AS source_name, 'ACTS_FOR' AS relationship,
    'Programme' AS target_label, t.id AS target_id, t.name AS target_name
}
WITH source_label, source_id, source_name, relationship, target_label, target_id, target_name, count(*) AS count
RETURN
  source_label AS source_label, source_id AS source_id, source_name AS source_name, relationship AS relationship,
  target_label AS target_label, target_id AS target_id, target_name AS target_name, count AS count
ORDER BY source_label, source_id, relationship, target_label, target_id
