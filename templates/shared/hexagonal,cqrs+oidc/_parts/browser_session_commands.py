{{ async_ }}def open_session(uow: UnitOfWork[BrowserSessionStores], caller_id: UUID, role: Role) -> str:
    """Open a session for somebody who has logged in, and return its token."""
    session, token = BrowserSession.open(caller_id, role)
    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.browser_sessions.delete_expired(caller_id)
        stores.browser_sessions.add(session)
    return token


{{ async_ }}def close_session(uow: UnitOfWork[BrowserSessionStores], token: str) -> None:
    """Close a session: its token is worth nothing from now on. An unknown one is closed already."""
    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.browser_sessions.delete(hash_session_token(token))
