from datetime import datetime, timedelta
{% if architecture == "cqrs" %}
from uuid import UUID
{% endif %}

import pytest

from {{ package_name }}.api_key_rules import Grant, InvalidApiKeyError, new_key
{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands.api_keys import (
    authenticate,
    create_key,
    revoke_key,
)
from {{ package_name }}.application.queries import api_keys as queries
{% else %}
from {{ package_name }}.application.api_keys import (
    authenticate,
    create_key,
    list_keys,
    revoke_key,
)
{% endif %}
from {{ package_name }}.callers import SCOPES, Role, Scope
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.api_keys import ApiKey
from {{ package_name }}.errors import ForbiddenError, NotFoundError
from {{ package_name }}.ids import new_id

{% if architecture == "cqrs" %}
from tests.fakes.api_key_views import InMemoryApiKeyViews
{% endif %}
from tests.fakes.api_keys import InMemoryApiKeys, PlainKeyHashes
{% if architecture == "cqrs" %}
from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
{% endif %}
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = InMemoryUnitOfWork[InMemoryApiKeys]

ALL = SCOPES[Role.ADMIN]
READING = frozenset({Scope.ORDERS_READ})


@pytest.fixture
def uow() -> Uow:
    return InMemoryUnitOfWork(InMemoryApiKeys())


@pytest.fixture
def hashes() -> PlainKeyHashes:
    return PlainKeyHashes()


{% if architecture == "cqrs" %}
{{ async_ }}def list_keys(uow: Uow, limit: int, cursor: UUID | None) -> queries.Page:
    views = DerivedUnitOfWork(uow, InMemoryApiKeyViews)
    return {{ await_ }}queries.list_keys(views, limit, cursor)


{% endif %}
{{ async_ }}def create(
    uow: Uow,
    hashes: PlainKeyHashes,
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    return {{ await_ }}create_key(uow, hashes, Grant("reporting", READING, expires_at), own=ALL)


{{ async_ }}def works(uow: Uow, hashes: PlainKeyHashes, key: str) -> bool:
    try:
        {{ await_ }}authenticate(uow, hashes, key)
    except InvalidApiKeyError:
        return False
    return True


{{ async_ }}def test_a_key_speaks_for_itself(uow: Uow, hashes: PlainKeyHashes) -> None:
    api_key, key = {{ await_ }}create(uow, hashes)

    caller = {{ await_ }}authenticate(uow, hashes, key)

    assert (caller.id, caller.scopes) == (api_key.id, READING)


{{ async_ }}def test_a_key_is_stored_as_its_hash(uow: Uow, hashes: PlainKeyHashes) -> None:
    api_key, key = {{ await_ }}create(uow, hashes)

    assert api_key.key_hash == hashes.hash(key)


{{ async_ }}def test_a_key_that_may_do_more_than_its_maker_is_not_made(
    uow: Uow, hashes: PlainKeyHashes
) -> None:
    with pytest.raises(ForbiddenError):
        {{ await_ }}create_key(uow, hashes, Grant("reporting", ALL), own=READING)

    assert ({{ await_ }}list_keys(uow, 10, None)).items == []


{{ async_ }}def test_a_key_works_until_it_expires(uow: Uow, hashes: PlainKeyHashes) -> None:
    now = utc_now()
    _, living = {{ await_ }}create(uow, hashes, now + timedelta(minutes=1))
    _, expired = {{ await_ }}create(uow, hashes, now)

    assert {{ await_ }}works(uow, hashes, living)
    assert not {{ await_ }}works(uow, hashes, expired)


{{ async_ }}def test_a_key_works_until_it_is_revoked(uow: Uow, hashes: PlainKeyHashes) -> None:
    api_key, key = {{ await_ }}create(uow, hashes)
    _, other = {{ await_ }}create(uow, hashes)

    {{ await_ }}revoke_key(uow, api_key.id)

    assert not {{ await_ }}works(uow, hashes, key)
    assert {{ await_ }}works(uow, hashes, other)


{{ async_ }}def test_a_key_that_is_not_there_cannot_be_revoked(uow: Uow) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}revoke_key(uow, new_id())


{{ async_ }}def test_an_unknown_key_and_a_wrong_one_take_as_many_comparisons(
    uow: Uow, hashes: PlainKeyHashes
) -> None:
    api_key, _ = {{ await_ }}create(uow, hashes)

    for key_id in (api_key.id, new_id()):
        assert not {{ await_ }}works(uow, hashes, new_key(key_id))

    assert hashes.comparisons == 2


{{ async_ }}def test_keys_are_listed_page_by_page(uow: Uow, hashes: PlainKeyHashes) -> None:
    keys = [({{ await_ }}create(uow, hashes))[0] for _ in range(3)]

    first = {{ await_ }}list_keys(uow, 2, None)
    second = {{ await_ }}list_keys(uow, 2, first.next_cursor)

    assert [key.id for key in first.items] == [keys[2].id, keys[1].id]
    assert [key.id for key in second.items] == [keys[0].id]
    assert second.next_cursor is None
