from dataclasses import dataclass

import pytest

from {{ package_name }}.adapters.database.api_key_views import SqlApiKeyViews
from {{ package_name }}.adapters.database.api_keys import SqlApiKeys
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.api_key_views import ApiKeyView, ApiKeyViews
from {{ package_name }}.application.ports.api_keys import ApiKeys
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.domain.api_keys import ApiKey
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.fakes.api_key_views import InMemoryApiKeyViews
from tests.fakes.api_keys import InMemoryApiKeys
from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
from tests.fakes.unit_of_work import InMemoryUnitOfWork


@dataclass(frozen=True)
class Uow:
    """The units of work over the same keys."""

    api_keys: UnitOfWork[ApiKeys]
    views: UnitOfWork[ApiKeyViews]


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
        memory = InMemoryUnitOfWork(InMemoryApiKeys())
        return Uow(memory, DerivedUnitOfWork(memory, InMemoryApiKeyViews))
    database = request.getfixturevalue("database")
    return Uow(SqlUnitOfWork(database, SqlApiKeys), SqlUnitOfWork(database, SqlApiKeyViews))


{{ async_ }}def add(uow: Uow) -> ApiKey:
    api_key = ApiKey(id=new_id(), name="reporting", scopes=["orders:read"], key_hash="hash")
    {{ async_ }}with uow.api_keys.transaction() as api_keys:
        api_keys.add(api_key)
    return api_key


{{ async_ }}def test_a_key_is_shown_as_it_is(uow: Uow) -> None:
    api_key = {{ await_ }}add(uow)

    {{ async_ }}with uow.views.reading() as views:
        shown = {{ await_ }}views.list_newest(10, None)

    assert shown == [
        ApiKeyView(
            id=api_key.id,
            name="reporting",
            scopes=["orders:read"],
            expires_at=None,
            created_at=api_key.created_at,
        )
    ]


{{ async_ }}def test_keys_are_listed_the_newest_first_and_none_twice(uow: Uow) -> None:
    keys = [{{ await_ }}add(uow) for _ in range(3)]

    {{ async_ }}with uow.views.reading() as views:
        newest = {{ await_ }}views.list_newest(2, None)
        others = {{ await_ }}views.list_newest(2, newest[-1].id)

    assert [key.id for key in newest + others] == [key.id for key in reversed(keys)]
