// 哪些目标可以相比 / Which targets may be compared
MATCH path = (:Indicator)<-[:MEASURES]-(:Target)-[verdict:COMPARED_WITH]->(:Target)
WHERE verdict.verdict IN ['comparable', 'comparable_after_conversion']
RETURN path
LIMIT 60
