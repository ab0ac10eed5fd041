"""Accounts as they are shown, read from the table without the domain's class."""

from uuid import UUID

from sqlalchemy import select

from {{ package_name }}.adapters.database.accounts import users
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.application.ports.account_views import AccountView

COLUMNS = (users.c.id, users.c.email, users.c.role, users.c.created_at)


class SqlAccountViews:
    """The accounts that a look at the database sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    {{ async_ }}def get(self, user_id: UUID) -> AccountView | None:
        """Return an account, unless it is disabled or gone."""
        found = select(*COLUMNS).where(users.c.id == user_id, users.c.is_active)
        row = ({{ await_ }}self._session.execute(found)).one_or_none()
        return row and AccountView(**row._asdict())
