"""The import of a table that a body issued: any file it came in → `source.txt` and YAML."""
