"""How callers prove who they are: API keys."""
