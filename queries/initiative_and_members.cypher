// zh: 某项工程是什么，包含哪些工程？
// en: What is an initiative, and which are part of it?
// param initiative initiative example "cantonese-chef": id, name or alias of the initiative; what is part of it is covered
// column id string: id of the initiative
// column name string: its name
// column aliases strings: other names
// column level string: national, provincial, municipal, district or unknown
// column description string: what it is
// column described_by string: the plan whose note says so, null where the project's lexicon does
// column part_of string: id of the larger initiative it is part of
// key id
MATCH (:Initiative {id: $initiative})<-[:PART_OF*0..2]-(i:Initiative)
OPTIONAL MATCH (i)-[:PART_OF]->(whole:Initiative)
RETURN DISTINCT
  i.id AS id, i.name AS name, i.aliases AS aliases, i.level AS level, i.description AS description,
  i.described_by AS described_by, whole.id AS part_of
ORDER BY id
