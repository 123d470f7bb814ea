// zh: 有哪些指标，哪些城市使用？
// en: Which indicators are there, and which cities use them?
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the indicator
// column name string: its name
// column aliases strings: other names
// column is_not strings: names that look alike and measure something else
// column domain string: field of policy
// column unit_kind string: persons, person_times, households, places, share, money …
// column note string: definition
// column fact_count integer: number of facts that measure it
// column cities strings: codes of the cities that state it
// key id
MATCH (i:Indicator)
OPTIONAL MATCH (i)<-[:MEASURES]-(f:Target|Result)
WITH i.id AS id, f.city AS city, count(f.id) AS city_count
ORDER BY id, city
WITH id, sum(city_count) AS fact_count, collect(city) AS cities
MATCH (i:Indicator {id: id})
RETURN
  id AS id, i.name AS name, i.aliases AS aliases, i.is_not AS is_not, i.domain AS domain,
  i.unit_kind AS unit_kind, i.note AS note, fact_count AS fact_count, cities AS cities
ORDER BY id
SKIP $skip LIMIT $limit
