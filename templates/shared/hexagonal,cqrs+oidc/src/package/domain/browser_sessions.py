"""Sessions of browsers: after a login at the identity provider, a cookie says who calls."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.session_tokens import (
    SESSION_LIFE,
    hash_session_token,
    new_session_token,
)


@dataclass(eq=False, kw_only=True)
class BrowserSession:
    """A session, known by the hash of its token. It speaks for the caller that logged in."""

    token_hash: str
    caller_id: UUID
    role: Role
    expires_at: datetime

    @staticmethod
    def open(caller_id: UUID, role: Role) -> "tuple[BrowserSession, str]":
        """Make a session and the token for its cookie."""
        token = new_session_token()
        session = BrowserSession(
            token_hash=hash_session_token(token),
            caller_id=caller_id,
            role=role,
            expires_at=utc_now() + SESSION_LIFE,
        )
        return session, token
