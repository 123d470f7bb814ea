"""Everything that runs beside policygraph: a Neo4j server with its Browser."""
