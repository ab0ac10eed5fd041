"""All tables, for Django to see: each module's models are imported here."""
