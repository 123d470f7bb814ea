// zh: 两市共同实施哪些工程？
// en: Which initiatives do two cities share?
// param city_a city example "440100": code or name of the first city
// param city_b city example "440600": code or name of the other city
// column id string: id of the initiative
// column name string: its name
// column programmes_a strings: what the first city calls its programmes for it
// column programmes_b strings: what the other city calls them
// key id
MATCH (p:Programme {city: $city_a})-[:IMPLEMENTS]->(:Initiative)-[:PART_OF*0..2]->(i:Initiative)
WITH DISTINCT i.id AS id, p.name AS programme
ORDER BY id, programme
WITH id, collect(programme) AS programmes_a
MATCH (i:Initiative {id: id})<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(p:Programme {city: $city_b})
WITH DISTINCT id, i.name AS name, programmes_a, p.name AS programme
ORDER BY id, programme
RETURN id AS id, name AS name, programmes_a AS programmes_a, collect(programme) AS programmes_b
ORDER BY id
