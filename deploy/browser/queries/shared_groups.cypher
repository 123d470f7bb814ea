// 三项工程的措施面向哪些人 / Whom the measures of the three projects serve
MATCH path = (:Group)<-[:SERVES]-(:Measure)<-[:USES]-(:Programme)-[:IMPLEMENTS]->(:Initiative)-[:PART_OF]->(:Initiative {id: 'three-projects'})
RETURN path
LIMIT 60
