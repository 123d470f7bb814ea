"""The kit for Neo4j Browser: a guide, a style, saved queries, and the queries behind the links of the pages."""
