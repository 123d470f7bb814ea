"""The tests mirror the packages; their cases are data files."""
