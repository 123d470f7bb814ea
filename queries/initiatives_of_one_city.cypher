// zh: 哪些工程只有前一个城市实施，后一个没有？
// en: Which initiatives does one city carry out and the other not?
// param city city example "440100": code or name of the city that has them
// param other city example "440600": code or name of the city that does not
// column id string: id of the initiative
// column name string: its name
// column programmes strings: what the city calls its programmes for it
// key id
MATCH (p:Programme {city: $city})-[:IMPLEMENTS]->(:Initiative)-[:PART_OF*0..2]->(i:Initiative)
WHERE NOT EXISTS {
  MATCH (i)<-[:PART_OF*0..2]-(:Initiative)<-[:IMPLEMENTS]-(:Programme {city: $other})
}
WITH DISTINCT i.id AS id, i.name AS name, p.name AS programme
ORDER BY id, programme
RETURN id AS id, name AS name, collect(programme) AS programmes
ORDER BY id
