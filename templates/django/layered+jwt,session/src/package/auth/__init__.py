"""Accounts and their sign-ins."""
