// zh: 有哪些工程，哪些城市在实施？
// en: Which initiatives are there, and which cities carry them out?
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the initiative
// column name string: its name
// column aliases strings: other names
// column level string: national, provincial, municipal, district or unknown
// column description string: what it is
// column part_of string: id of the larger initiative it is part of
// column cities strings: codes of the cities that have a programme for it
// key id
MATCH (i:Initiative)
OPTIONAL MATCH (i)-[:PART_OF]->(whole:Initiative)
OPTIONAL MATCH (p:Programme)-[:IMPLEMENTS]->(i)
WITH DISTINCT i.id AS id, whole.id AS part_of, p.city AS city
ORDER BY id, part_of, city
WITH id, part_of, collect(city) AS cities
MATCH (i:Initiative {id: id})
RETURN
  id AS id, i.name AS name, i.aliases AS aliases, i.level AS level, i.description AS description,
  part_of AS part_of, cities AS cities
ORDER BY id
SKIP $skip LIMIT $limit
