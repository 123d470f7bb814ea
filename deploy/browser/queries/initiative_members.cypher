// 三项工程由哪些工程组成 / What the three projects are made of
MATCH path = (:Initiative {id: 'three-projects'})<-[:PART_OF]-(:Initiative)
RETURN path
