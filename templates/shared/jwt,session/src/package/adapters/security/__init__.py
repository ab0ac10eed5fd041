"""How callers prove who they are: passwords and tokens."""
