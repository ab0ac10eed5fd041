"""Refresh tokens: random, stored as a hash, each of one use."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

REFRESH_TOKEN_LIFE = timedelta(days=30)


def new_refresh_token(sign_in_id: UUID) -> str:
    """Make a refresh token of a sign-in: random, so that only its hash need be stored."""
    return f"{sign_in_id}.{secrets.token_urlsafe(32)}"


def sign_in_of(token: str) -> UUID | None:
    """Return the sign-in that a refresh token claims to come from."""
    try:
        return UUID(token.partition(".")[0])
    except ValueError:
        return None


def hash_refresh_token(token: str) -> str:
    """Hash a refresh token. It has 256 random bits, so a fast hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()
