"""What can be asked about browser sessions."""

from {{ package_name }}.application.ports.browser_session_views import BrowserSessionViews
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import SCOPES, Caller
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.session_tokens import hash_session_token


{{ async_ }}def resume(uow: UnitOfWork[BrowserSessionViews], token: str) -> Caller:
    """Return whom a session speaks for.

    Raises:
        NotAuthenticatedError: The session is unknown, closed or expired.
    """
    {{ async_ }}with uow.reading() as views:
        session = {{ await_ }}views.get(hash_session_token(token))
    if session is None:
        raise NotAuthenticatedError
    return Caller(id=session.caller_id, role=session.role, scopes=SCOPES[session.role])
