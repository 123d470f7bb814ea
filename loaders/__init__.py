"""A document becomes records: read, split, extract, resolve, link, load; lexicons and manifests are data files."""
