"""Orders: the example feature."""
