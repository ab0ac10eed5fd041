from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from {{ package_name }}.adapters.database.api_keys import SqlApiKeys
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.api_keys import ApiKeys
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.api_keys import ApiKey
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.concurrently import together
from tests.fakes.api_keys import InMemoryApiKeys
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[ApiKeys]


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
        return InMemoryUnitOfWork(InMemoryApiKeys())
    return SqlUnitOfWork(request.getfixturevalue("database"), SqlApiKeys)


@pytest.fixture
{{ async_ }}def api_key(uow: Uow) -> ApiKey:
    return {{ await_ }}add(uow)


def new_api_key() -> ApiKey:
    return ApiKey(
        id=new_id(),
        name="reporting",
        scopes=["orders:read", "orders:write"],
        key_hash="hash",
        expires_at=utc_now() + timedelta(days=1),
    )


{{ async_ }}def add(uow: Uow) -> ApiKey:
    api_key = new_api_key()
    kept = replace(api_key)
    {{ async_ }}with uow.transaction() as api_keys:
        api_keys.add(api_key)
    return kept


{{ async_ }}def read(uow: Uow, api_key: ApiKey) -> ApiKey | None:
    {{ async_ }}with uow.reading() as api_keys:
        return {{ await_ }}api_keys.get(api_key.id)


{{ async_ }}def delete(uow: Uow, api_key: ApiKey) -> bool:
    {{ async_ }}with uow.transaction() as api_keys:
        return {{ await_ }}api_keys.delete(api_key.id)


{{ async_ }}def test_a_key_comes_back_as_it_was_stored(uow: Uow, api_key: ApiKey) -> None:
    stored = {{ await_ }}read(uow, api_key)

    assert stored is not None
    assert asdict(stored) == asdict(api_key)


{{ async_ }}def test_a_key_that_nobody_made_is_not_found(uow: Uow) -> None:
    assert {{ await_ }}read(uow, new_api_key()) is None


{{ async_ }}def test_a_deleted_key_is_not_found(uow: Uow, api_key: ApiKey) -> None:
    other = {{ await_ }}add(uow)

    assert {{ await_ }}delete(uow, api_key)

    assert {{ await_ }}read(uow, api_key) is None
    assert {{ await_ }}read(uow, other) is not None


{{ async_ }}def test_a_key_that_is_not_there_is_not_deleted(uow: Uow) -> None:
    assert not {{ await_ }}delete(uow, new_api_key())


{{ async_ }}def test_of_two_that_delete_a_key_at_once_one_does(uow: Uow, api_key: ApiKey) -> None:
    {{ async_ }}def delete_it() -> bool:
        return {{ await_ }}delete(uow, api_key)

    deleted = {{ await_ }}together(delete_it, delete_it)

    assert sorted(deleted) == [False, True]


{{ async_ }}def test_an_exception_takes_a_new_key_back(uow: Uow) -> None:
    api_key = new_api_key()

    {{ async_ }}def fail() -> None:
        {{ async_ }}with uow.transaction() as api_keys:
            api_keys.add(api_key)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()

    assert {{ await_ }}read(uow, api_key) is None
{% if architecture == "hexagonal" %}


{{ async_ }}def test_keys_are_listed_the_newest_first_and_none_twice(uow: Uow) -> None:
    keys = [{{ await_ }}add(uow) for _ in range(3)]

    {{ async_ }}with uow.reading() as api_keys:
        newest = {{ await_ }}api_keys.list_newest(2, None)
        others = {{ await_ }}api_keys.list_newest(2, newest[-1].id)

    assert [key.id for key in newest + others] == [key.id for key in reversed(keys)]
{% endif %}
