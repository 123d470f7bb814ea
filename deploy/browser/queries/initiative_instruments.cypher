// 各市用什么政策工具落实三项工程 / The policy instruments that cities use for the three projects
MATCH (city:City)-[:RUNS]->(programme:Programme)-[:IMPLEMENTS]->(:Initiative)-[:PART_OF*0..1]->(:Initiative {id: 'three-projects'})
MATCH (programme)-[:USES]->(measure:Measure)-[:CODED_AS]->(instrument:Instrument)
RETURN city.name AS city, instrument.code AS code, instrument.name AS instrument, count(DISTINCT measure) AS measures
ORDER BY code, city
