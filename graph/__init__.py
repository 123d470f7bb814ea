"""What a fact is and where it is kept: records, ids, dates, schema, comparability, the store protocol and its adapters."""
