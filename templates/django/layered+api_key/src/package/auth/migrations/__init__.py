"""The migrations of API keys."""
