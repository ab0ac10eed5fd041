"""What the service is about: its things and their rules, free of databases and of HTTP."""
