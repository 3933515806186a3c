"""Tables, migrations and named queries: SQLAlchemy Core, synchronous; frozen domain values in and out."""
