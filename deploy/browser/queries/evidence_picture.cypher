// 一项工程的目标各在规划何处 / Where in the plans the targets of one initiative stand
MATCH path = (:Initiative {id: 'cantonese-chef'})<-[:IMPLEMENTS]-(:Programme)-[:HAS_TARGET]->(:Target)-[:EVIDENCED_BY]->(:Passage)<-[:HAS_PASSAGE]-(:Section)
RETURN path
