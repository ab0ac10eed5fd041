"""Session tokens: the browser keeps one in a cookie, the database its hash."""

import hashlib
import secrets
from datetime import timedelta

SESSION_LIFE = timedelta(hours=12)


def new_session_token() -> str:
    """Make a token that nobody can guess (256 bits)."""
    return secrets.token_urlsafe(32)


def hash_session_token(token: str) -> str:
    """Return what is stored: whoever reads the database cannot use it as a token."""
    return hashlib.sha256(token.encode()).hexdigest()
