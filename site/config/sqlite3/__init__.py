"""Django's SQLite backend, which also reads where nothing can be written (docs/decisions/0048)."""
