from uuid import UUID

from {{ package_name }}.application.ports.account_views import AccountView
from {{ package_name }}.application.ports.accounts import AccountStores


class InMemoryAccountViews:
    def __init__(self, stores: AccountStores) -> None:
        self._users = stores.users

    {{ async_ }}def get(self, user_id: UUID) -> AccountView | None:
        user = {{ await_ }}self._users.get(user_id)
        if user is None or not user.is_active:
            return None
        return AccountView(id=user.id, email=user.email, role=user.role, created_at=user.created_at)
