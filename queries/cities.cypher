// zh: 图谱里有哪些城市？
// en: Which cities does the graph hold?
// column code string: GB/T 2260 code
// column name string: name of the city
// column plan_count integer: number of its plans
// key code
MATCH (c:City)
OPTIONAL MATCH (c)-[:ISSUED]->(p:Plan)
RETURN c.code AS code, c.name AS name, count(p.id) AS plan_count
ORDER BY code
