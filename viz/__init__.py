"""A Comparison becomes a table, a page, a picture or a report."""
