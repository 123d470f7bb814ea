// 谁牵头、谁参与 / Who leads and who takes part
MATCH path = (:Agency)-[:ACTS_FOR]->(:Programme)<-[:RUNS]-(:City)
RETURN path
