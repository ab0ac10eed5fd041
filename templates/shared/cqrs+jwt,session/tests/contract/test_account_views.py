from dataclasses import dataclass

import pytest

from {{ package_name }}.adapters.database.account_views import SqlAccountViews
from {{ package_name }}.adapters.database.accounts import SqlAccountStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.account_views import AccountView, AccountViews
from {{ package_name }}.application.ports.accounts import AccountStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Role
from {{ package_name }}.domain.accounts import User
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.fakes.account_views import InMemoryAccountViews
from tests.fakes.accounts import InMemoryAccountStores
from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
from tests.fakes.unit_of_work import InMemoryUnitOfWork


@dataclass(frozen=True)
class Uow:
    """The units of work over the same accounts."""

    accounts: UnitOfWork[AccountStores]
    views: UnitOfWork[AccountViews]


@pytest.fixture(params=["in_memory", *DATABASE_SCHEMES])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Run the suite on every database that the service can have, and on none."""
    if request.param == "in_memory":
        return None
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def uow(database_url: str | None, request: pytest.FixtureRequest) -> Uow:
    if database_url is None:
        accounts = InMemoryUnitOfWork(InMemoryAccountStores())
        return Uow(accounts, DerivedUnitOfWork(accounts, InMemoryAccountViews))
    database = request.getfixturevalue("database")
    return Uow(SqlUnitOfWork(database, SqlAccountStores), SqlUnitOfWork(database, SqlAccountViews))


{{ async_ }}def add(uow: Uow, email: str, role: Role = Role.USER, *, is_active: bool = True) -> User:
    user = User(email=email, password_hash="hash", role=role, is_active=is_active)
    {{ async_ }}with uow.accounts.transaction() as stores:
        {{ await_ }}stores.users.add(user)
    return user


{{ async_ }}def test_an_account_is_shown_as_it_is(uow: Uow) -> None:
    {{ await_ }}add(uow, "ada@example.com")
    admin = {{ await_ }}add(uow, "admin@example.com", Role.ADMIN)

    {{ async_ }}with uow.views.reading() as views:
        shown = {{ await_ }}views.get(admin.id)

    assert shown == AccountView(
        id=admin.id, email="admin@example.com", role="admin", created_at=admin.created_at
    )


{{ async_ }}def test_a_disabled_account_is_not_shown(uow: Uow) -> None:
    ada = {{ await_ }}add(uow, "ada@example.com", is_active=False)

    {{ async_ }}with uow.views.reading() as views:
        assert {{ await_ }}views.get(ada.id) is None


{{ async_ }}def test_an_account_that_nobody_has_is_not_shown(uow: Uow) -> None:
    {{ async_ }}with uow.views.reading() as views:
        assert {{ await_ }}views.get(new_id()) is None
