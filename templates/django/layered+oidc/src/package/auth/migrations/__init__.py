"""The migrations of browser sessions."""
