"""API keys, by which callers are known."""
