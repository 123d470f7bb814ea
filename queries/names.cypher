// zh: 图谱认识哪些城市、规划、工程和指标的名称？
// en: Which names of cities, plans, initiatives and indicators does the graph know?
// param kind choice(city|plan|initiative|indicator) example "initiative": what the names are of
// column id string: what other questions take: a city's code, else the id
// column name string: its name
// column aliases strings: other names
// key id
CALL () {
  MATCH (n:City) RETURN 'city' AS kind, n.code AS id, n.name AS name, null AS aliases
  UNION ALL
  MATCH (n:Plan) RETURN 'plan' AS kind, n.id AS id, n.name AS name, null AS aliases
  UNION ALL
  MATCH (n:Initiative) RETURN 'initiative' AS kind, n.id AS id, n.name AS name, n.aliases AS aliases
  UNION ALL
  MATCH (n:Indicator) RETURN 'indicator' AS kind, n.id AS id, n.name AS name, n.aliases AS aliases
}
WITH kind, id, name, aliases
WHERE kind = $kind
RETURN id AS id, name AS name, aliases AS aliases
ORDER BY id
