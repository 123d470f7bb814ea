"""A question is a Cypher file with a typed header; the catalogue runs it; a Comparison is assembled from its rows."""
