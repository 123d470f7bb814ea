// zh: 某项工程是什么，是哪份规划这样说的？
// en: What is an initiative, and which plan says so?
// param initiative initiative example "cantonese-chef": id, name or alias of the initiative; what is part of it is covered
// column id string: id of the initiative
// column name string: its name
// column description string: what it is
// column described_by string: the plan whose note says so, null where the project's lexicon does
// column passage string: id of the passage with the note
// column plan_id string: the plan with the note
// column quote string: the words of the note
// column quote_start integer: first character of the quote
// column quote_end integer: one past the last character of the quote
// column place string: the names of the sections above it
// key id, passage, quote_start
MATCH (:Initiative {id: $initiative})<-[:PART_OF*0..2]-(i:Initiative)
OPTIONAL MATCH (i)-[r:DEFINED_IN]->(x:Passage)
OPTIONAL MATCH (x)<-[:HAS_PASSAGE]-(s:Section)
RETURN DISTINCT
  i.id AS id, i.name AS name, i.description AS description, i.described_by AS described_by, x.id AS passage,
  x.plan_id AS plan_id, r.quote AS quote, r.char_start AS quote_start, r.char_end AS quote_end, s.path AS place
ORDER BY id, passage, quote_start
