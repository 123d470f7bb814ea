// zh: 图谱里有哪些规划？
// en: Which plans does the graph hold?
// param cities cities default null example ["440100","440600"]: codes or names of cities, null for every city
// column id string: id of the plan
// column name string: name of the document
// column city string: code of the city
// column city_name string: name of the city
// column document_number string: as printed on the document, null where not known
// column issuer string: the body that issued it
// column adopted_date string: ISO date
// column published_date string: ISO date
// column start_year integer: first year the plan covers
// column end_year integer: last year the plan covers
// column source_url string: where the text was published
// column licence string: on what terms the text may be used
// column sha256 string: of the file's bytes
// column text_sha256 string: of the decoded text
// column char_count integer: length of the text
// key id
MATCH (c:City)-[:ISSUED]->(p:Plan)
WHERE $cities IS NULL OR c.code IN $cities
RETURN
  p.id AS id, p.name AS name, c.code AS city, c.name AS city_name, p.document_number AS document_number,
  p.issuer AS issuer, p.adopted_date AS adopted_date, p.published_date AS published_date,
  p.start_year AS start_year, p.end_year AS end_year, p.source_url AS source_url, p.licence AS licence,
  p.sha256 AS sha256, p.text_sha256 AS text_sha256, p.char_count AS char_count
ORDER BY city, start_year, id
