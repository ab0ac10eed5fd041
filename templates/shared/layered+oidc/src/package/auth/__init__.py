"""Logins at the identity provider, and the browser sessions that follow."""
