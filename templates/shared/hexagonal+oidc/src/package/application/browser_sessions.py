"""The use cases of browser sessions."""

from uuid import UUID

from {{ package_name }}.application.ports.browser_sessions import BrowserSessionStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.domain.browser_sessions import BrowserSession
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.session_tokens import hash_session_token


{% include "templates/shared/hexagonal,cqrs+oidc/_parts/browser_session_commands.py" %}


{{ async_ }}def resume(uow: UnitOfWork[BrowserSessionStores], token: str) -> Caller:
    """Return whom a session speaks for.

    Raises:
        NotAuthenticatedError: The session is unknown, closed or expired.
    """
    {{ async_ }}with uow.reading() as stores:
        session = {{ await_ }}stores.browser_sessions.get(hash_session_token(token))
    if session is None:
        raise NotAuthenticatedError
    return Caller(id=session.caller_id, role=session.role, scopes=SCOPES[session.role])
