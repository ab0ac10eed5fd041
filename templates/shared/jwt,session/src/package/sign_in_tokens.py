{% if auth == "jwt" %}
"""Refresh tokens: random, stored as a hash, each of one use."""
{% else %}
"""The tokens in session cookies: random, stored as a hash."""
{% endif %}

import hashlib
import secrets
{% if auth == "jwt" %}
from datetime import timedelta
{% else %}
from datetime import datetime, timedelta
{% endif %}
from uuid import UUID

{% if auth == "jwt" %}
# From one use of a refresh token to the next.
SIGN_IN_LIFE = timedelta(days=30)
{% else %}
from {{ package_name }}.clock import utc_now

# From one request to the next, so that a session left behind on a shared machine ends by itself.
SIGN_IN_LIFE = timedelta(days=1)
# However busy; the longest that NIST SP 800-63B-4, section 2.1.3, has for a password alone.
SIGN_IN_LIMIT = timedelta(days=30)
# What the end of a sign-in has to gain to be stored: not every request should write.
EXTENSION = timedelta(minutes=5)
{% endif %}


def new_token(sign_in_id: UUID) -> str:
    """Make a token of a sign-in: random, so that only its hash need be stored."""
    return f"{sign_in_id}.{secrets.token_urlsafe(32)}"


def sign_in_of(token: str) -> UUID | None:
    """Return the sign-in that a token claims to come from."""
    try:
        return UUID(token.partition(".")[0])
    except ValueError:
        return None


def hash_token(token: str) -> str:
    """Hash a token. It has 256 random bits, so a fast hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()
{% if auth == "session" %}


def extended(created_at: datetime, expires_at: datetime) -> datetime:
    """Return when a sign-in that has just been used expires, which is often as it was stored."""
    end = min(utc_now() + SIGN_IN_LIFE, created_at + SIGN_IN_LIMIT)
    return end if end - expires_at > EXTENSION else expires_at
{% endif %}
