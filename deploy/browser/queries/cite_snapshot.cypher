// 怎样引用这份图谱 / How to cite this graph
MATCH (s:Snapshot)
MATCH (c:City)-[:ISSUED]->(p:Plan)
RETURN s.id AS snapshot, s.rule_version AS rule_version, c.name AS city, p.name AS plan, p.document_number AS document_number,
  p.published_date AS published, p.sha256 AS sha256
ORDER BY city, p.start_year, p.id
