// 一项工程下的目标、结果与指标 / Targets, results and indicators under one initiative
MATCH path = (:Initiative {id: 'nanyue-homecare'})<-[:IMPLEMENTS]-(:Programme)-[:HAS_TARGET|HAS_RESULT]->(:Target|Result)-[:MEASURES]->(:Indicator)
RETURN path
