// zh: 两市都使用哪些指标？
// en: Which indicators do two cities both measure?
// param city_a city example "440100": code or name of the first city
// param city_b city example "440600": code or name of the other city
// column id string: id of the indicator
// column name string: its name
// column facts_a integer: number of facts of the first city
// column facts_b integer: number of facts of the other city
// key id
MATCH (f:Target|Result {city: $city_a})-[:MEASURES]->(i:Indicator)
WITH i.id AS id, count(f.id) AS facts_a
MATCH (i:Indicator {id: id})<-[:MEASURES]-(f:Target|Result {city: $city_b})
RETURN id AS id, i.name AS name, facts_a AS facts_a, count(f.id) AS facts_b
ORDER BY id
