"""What can be done with browser sessions."""

from uuid import UUID

from django.db import transaction

from {{ package_name }}.auth.models import BrowserSession
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.session_tokens import (
    SESSION_LIFE,
    hash_session_token,
    new_session_token,
)


def open_session(caller_id: UUID, role: Role) -> str:
    """Open a session for somebody who has logged in, and return its token."""
    token = new_session_token()
    with transaction.atomic():
        BrowserSession.objects.filter(caller_id=caller_id, expires_at__lte=utc_now()).delete()
        BrowserSession.objects.create(
            token_hash=hash_session_token(token),
            caller_id=caller_id,
            role=role,
            expires_at=utc_now() + SESSION_LIFE,
        )
    return token


def resume(token: str) -> Caller:
    """Return whom a session speaks for.

    Raises:
        NotAuthenticatedError: The session is unknown, closed or expired.
    """
    known = BrowserSession.objects.filter(
        token_hash=hash_session_token(token),
        expires_at__gt=utc_now(),
    ).first()
    if known is None:
        raise NotAuthenticatedError
    role = Role(known.role)
    return Caller(id=known.caller_id, role=role, scopes=SCOPES[role])


def close_session(token: str) -> None:
    """Close a session: its token is worth nothing from now on. An unknown one is closed already."""
    BrowserSession.objects.filter(token_hash=hash_session_token(token)).delete()
