// zh: 某项工程下，两市的哪些数字可以比较，哪些不可以，为什么？
// en: Which numbers of two cities may be compared under an initiative, which not, and why?
// param initiative initiative example "cantonese-chef": id, name or alias of the initiative; what is part of it is covered
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// param verdict choice(comparable|comparable_after_conversion|directional_only|not_comparable|undetermined) default null example null: one verdict, null for every one
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
CALL () {
  MATCH (:Initiative {id: $initiative})<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(p:Programme)
  MATCH (p)-[:HAS_TARGET|HAS_RESULT]->(f:Target|Result)
  MATCH (f)-[r:COMPARED_WITH]->(g:Target|Result)
  RETURN
    f.id AS a, g.id AS b, f.indicator AS indicator, f.city AS city_a, g.city AS city_b, r.verdict AS verdict,
    r.reasons AS reasons, r.reasons_a AS reasons_a, r.reasons_b AS reasons_b, r.permitted AS permitted,
    r.refused AS refused, r.derivation AS derivation, r.rule_version AS rule_version
  UNION
  MATCH (:Initiative {id: $initiative})<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(p:Programme)
  MATCH (p)-[:HAS_TARGET|HAS_RESULT]->(g:Target|Result)
  MATCH (g)<-[r:COMPARED_WITH]-(f:Target|Result)
  RETURN
    f.id AS a, g.id AS b, f.indicator AS indicator, f.city AS city_a, g.city AS city_b, r.verdict AS verdict,
    r.reasons AS reasons, r.reasons_a AS reasons_a, r.reasons_b AS reasons_b, r.permitted AS permitted,
    r.refused AS refused, r.derivation AS derivation, r.rule_version AS rule_version
}
WITH a, b, indicator, city_a, city_b, verdict, reasons, reasons_a, reasons_b, permitted, refused, derivation, rule_version
WHERE ($cities IS NULL OR (city_a IN $cities AND city_b IN $cities)) AND ($verdict IS NULL OR verdict = $verdict)
RETURN
  a AS a, b AS b, indicator AS indicator, city_a AS city_a, city_b AS city_b, verdict AS verdict, reasons AS reasons,
  reasons_a AS reasons_a, reasons_b AS reasons_b, permitted AS permitted, refused AS refused, derivation AS derivation,
  rule_version AS rule_version
ORDER BY indicator, a, b
