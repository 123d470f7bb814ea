// 哪些工程有城市在落实 / The initiatives that cities carry out
MATCH path = (:City)-[:RUNS]->(:Programme)-[:IMPLEMENTS]->(initiative:Initiative)
OPTIONAL MATCH part = (initiative)-[:PART_OF]->(:Initiative)
RETURN path, part
