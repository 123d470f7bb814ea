// 目标从哪个基数出发 / Which past value a target starts from
MATCH path = (:Indicator)<-[:MEASURES]-(:Target)-[:FROM_BASELINE]->(:Result)
RETURN path
LIMIT 60
