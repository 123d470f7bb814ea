// 各市如何落实：项目、数字、指标与可比性 / How cities carry it out
MATCH carried_out = (city:City)-[:RUNS]->(programme:Programme)-[:IMPLEMENTS]->(:Initiative)-[:PART_OF*0..2]->(:Initiative {id: $initiative})
WHERE city.code IN $cities
OPTIONAL MATCH stated = (programme)-[:HAS_TARGET|HAS_RESULT]->(fact:Target|Result)-[:MEASURES]->(:Indicator)
OPTIONAL MATCH verdict = (fact)-[:COMPARED_WITH]-(other:Target|Result)
WHERE other.city IN $cities
RETURN carried_out, stated, verdict
