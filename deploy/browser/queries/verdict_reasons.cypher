// 数字能否相比：理由 / May numbers be compared: the reasons
MATCH (a:Target|Result)-[v:COMPARED_WITH]->(b:Target|Result)
WHERE a.indicator = 'homecare-training'
RETURN v.verdict AS verdict, a.name AS one, b.name AS other, v.reasons AS reasons, v.permitted AS permitted, v.refused AS refused,
  v.derivation AS conversion
ORDER BY verdict, one, other, a.id, b.id
