{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""What can be done with browser sessions."""

from uuid import UUID

from sqlalchemy import delete, select
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.auth.models import BrowserSession
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.session_tokens import (
    SESSION_LIFE,
    hash_session_token,
    new_session_token,
)


{{ async_ }}def open_session(database: Database, caller_id: UUID, role: Role) -> str:
    """Open a session for somebody who has logged in, and return its token."""
    token = new_session_token()
    opened = BrowserSession(
        token_hash=hash_session_token(token),
        caller_id=caller_id,
        role=role,
        expires_at=utc_now() + SESSION_LIFE,
    )
    expired = (
        {{ col("BrowserSession.caller_id") }} == caller_id,
        {{ col("BrowserSession.expires_at") }} <= utc_now(),
    )
    {{ async_ }}with database.transaction() as session:
        {{ await_ }}session.execute(delete(BrowserSession).where(*expired))
        session.add(opened)
    return token


{{ async_ }}def resume(database: Database, token: str) -> Caller:
    """Return whom a session speaks for.

    Raises:
        NotAuthenticatedError: The session is unknown, closed or expired.
    """
    found = select(BrowserSession).where(
        {{ col("BrowserSession.token_hash") }} == hash_session_token(token),
        {{ col("BrowserSession.expires_at") }} > utc_now(),
    )
    {{ async_ }}with database.reading() as session:
        known = {{ await_ }}session.scalar(found)
    if known is None:
        raise NotAuthenticatedError
    return Caller(id=known.caller_id, role=known.role, scopes=SCOPES[known.role])


{{ async_ }}def close_session(database: Database, token: str) -> None:
    """Close a session: its token is worth nothing from now on. An unknown one is closed already."""
    known = {{ col("BrowserSession.token_hash") }} == hash_session_token(token)
    {{ async_ }}with database.transaction() as session:
        {{ await_ }}session.execute(delete(BrowserSession).where(known))
