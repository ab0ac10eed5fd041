"""Accounts as they are shown, read from the table without the domain's class."""

from uuid import UUID

from {{ package_name }}.adapters.database.accounts import UserRow
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.application.ports.account_views import AccountView


class SqlAccountViews:
    """The accounts that a look at the database sees."""

    def __init__(self, session: Session) -> None:
        self._rows = UserRow.objects.using(session.alias)

    def get(self, user_id: UUID) -> AccountView | None:
        """Return an account, unless it is disabled or gone."""
        found = self._rows.filter(id=user_id, is_active=True)
        row = found.values("id", "email", "role", "created_at").first()
        return None if row is None else AccountView(**row)
