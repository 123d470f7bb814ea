// 各市以什么项目落实三项工程 / The programmes by which cities carry out the three projects
MATCH path = (:City)-[:RUNS]->(:Programme)-[:IMPLEMENTS]->(:Initiative)-[:PART_OF*0..1]->(:Initiative {id: 'three-projects'})
RETURN path
