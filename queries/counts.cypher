// zh: 图谱里每类有多少？
// en: How many of each sort does the graph hold?
// column name string: the sort of node
// column count integer: how many there are
// key name
MATCH (n)
WITH labels(n)[0] AS name, count(n.id) AS count
WHERE name <> 'Snapshot'
RETURN name AS name, count AS count
ORDER BY name
