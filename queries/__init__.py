"""A question is a Cypher file with a typed header; the catalogue runs it; analyses and Comparisons are made of its rows."""
