"""What can be asked about accounts."""

from uuid import UUID

from {{ package_name }}.application.ports.account_views import AccountView, AccountViews
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork


{{ async_ }}def get_account(uow: UnitOfWork[AccountViews], user_id: UUID) -> AccountView | None:
    """Return an account, unless it is disabled or gone."""
    {{ async_ }}with uow.reading() as views:
        return {{ await_ }}views.get(user_id)
