"""Where things are stored: one Django app, whose rows the domain never sees."""
