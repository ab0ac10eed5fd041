"""The database and its connections."""
