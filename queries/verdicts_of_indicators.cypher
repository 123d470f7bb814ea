// zh: 在这些指标上，两市的哪些数字可以比较？
// en: Which numbers of two cities may be compared on these indicators?
// param indicators indicators example ["“粤菜师傅”培训人次"]: ids, names or aliases of indicators
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// column a string: id of the fact of the city with the lower code
// column b string: id of the fact of the other city
// column indicator string: id of the indicator both measure
// column city_a string: code of the first city
// column city_b string: code of the other city
// column verdict string: comparable, comparable_after_conversion, directional_only, not_comparable or undetermined
// column reasons strings: axis:code for each axis on which they differ
// column reasons_a strings: what the first fact says on each of these axes
// column reasons_b strings: what the other fact says on each of these axes
// column permitted strings: the operations that are allowed
// column refused strings: the operations that are refused
// column derivation string: the conversion that makes them comparable
// column rule_version string: version of the comparability rules
// key a, b
UNWIND $indicators AS indicator_id
MATCH (:Indicator {id: indicator_id})<-[:MEASURES]-(f:Target|Result)-[r:COMPARED_WITH]->(g:Target|Result)
WHERE $cities IS NULL OR (f.city IN $cities AND g.city IN $cities)
RETURN DISTINCT
  f.id AS a, g.id AS b, f.indicator AS indicator, f.city AS city_a, g.city AS city_b, r.verdict AS verdict,
  r.reasons AS reasons, r.reasons_a AS reasons_a, r.reasons_b AS reasons_b, r.permitted AS permitted,
  r.refused AS refused, r.derivation AS derivation, r.rule_version AS rule_version
ORDER BY indicator, a, b
