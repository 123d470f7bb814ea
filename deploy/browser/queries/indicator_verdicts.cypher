// 数字能否相比：图 / May numbers be compared: the picture
MATCH verdict = (fact:Target|Result)-[:COMPARED_WITH]->(:Target|Result)
MATCH measured = (fact)-[:MEASURES]->(:Indicator {id: 'homecare-training'})
RETURN verdict, measured
