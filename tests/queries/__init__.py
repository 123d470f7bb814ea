"""Questions, the catalogue that asks them, and the Comparison made of their answers."""
