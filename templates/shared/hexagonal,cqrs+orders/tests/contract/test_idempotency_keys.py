from datetime import datetime
from functools import partial
from uuid import UUID

import pytest

from {{ package_name }}.adapters.database.idempotency import SqlIdempotencyKeys
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.orders import (
    KEY_LIFE,
    Claim,
    IdempotencyKey,
    IdempotencyKeyReusedError,
    IdempotencyKeys,
)
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.concurrently import together
from tests.fakes.idempotency import InMemoryIdempotencyKeys
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[IdempotencyKeys]

ADA, BOB = new_id(), new_id()
TEA = IdempotencyKey("key", "tea, please")
CUP = IdempotencyKey("key", "a cup, please")


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
        return InMemoryUnitOfWork(InMemoryIdempotencyKeys())
    return SqlUnitOfWork(request.getfixturevalue("database"), SqlIdempotencyKeys)


def new_claim(claimed_at: datetime | None = None) -> Claim:
    return Claim(new_id(), claimed_at or utc_now())


{{ async_ }}def claim(uow: Uow, owner_id: UUID, key: IdempotencyKey, claim: Claim) -> Claim:
    """Claim a key in a transaction of its own."""
    {{ async_ }}with uow.transaction() as keys:
        return {{ await_ }}keys.claim(owner_id, key, claim)


{{ async_ }}def test_the_first_claim_stands(uow: Uow) -> None:
    first = new_claim()

    assert {{ await_ }}claim(uow, ADA, TEA, first) == first


{{ async_ }}def test_the_same_request_again_gets_the_first_claim(uow: Uow) -> None:
    first = {{ await_ }}claim(uow, ADA, TEA, new_claim())

    assert {{ await_ }}claim(uow, ADA, TEA, new_claim()) == first


{{ async_ }}def test_another_request_with_the_key_is_refused(uow: Uow) -> None:
    {{ await_ }}claim(uow, ADA, TEA, new_claim())

    with pytest.raises(IdempotencyKeyReusedError):
        {{ await_ }}claim(uow, ADA, CUP, new_claim())


{{ async_ }}def test_a_refused_request_takes_nothing_away(uow: Uow) -> None:
    first = {{ await_ }}claim(uow, ADA, TEA, new_claim())
    with pytest.raises(IdempotencyKeyReusedError):
        {{ await_ }}claim(uow, ADA, CUP, new_claim())

    assert {{ await_ }}claim(uow, ADA, TEA, new_claim()) == first


{{ async_ }}def test_callers_may_use_the_same_key(uow: Uow) -> None:
    {{ await_ }}claim(uow, ADA, TEA, new_claim())
    bobs = new_claim()

    assert {{ await_ }}claim(uow, BOB, CUP, bobs) == bobs


{{ async_ }}def test_a_claim_goes_with_its_transaction(uow: Uow) -> None:
    {{ async_ }}def fail() -> None:
        {{ async_ }}with uow.transaction() as keys:
            {{ await_ }}keys.claim(ADA, TEA, new_claim())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()
    second = new_claim()

    assert {{ await_ }}claim(uow, ADA, CUP, second) == second


{{ async_ }}def test_a_key_is_kept_as_long_as_it_lives(uow: Uow) -> None:
    almost = utc_now() - KEY_LIFE * 0.99
    first = {{ await_ }}claim(uow, ADA, TEA, new_claim(almost))

    assert {{ await_ }}claim(uow, ADA, TEA, new_claim()) == first


{{ async_ }}def test_a_key_that_is_too_old_may_come_with_another_request(uow: Uow) -> None:
    {{ await_ }}claim(uow, ADA, TEA, new_claim(utc_now() - KEY_LIFE * 1.01))
    second = new_claim()

    assert {{ await_ }}claim(uow, ADA, CUP, second) == second


{{ async_ }}def test_of_two_claims_at_once_one_stands(uow: Uow) -> None:
    claims = {{ await_ }}together(*(partial(claim, uow, ADA, TEA, new_claim()) for _ in range(2)))

    assert claims[0] == claims[1]


{{ async_ }}def purge(uow: Uow, limit: int = 10) -> int:
    {{ async_ }}with uow.transaction() as keys:
        return {{ await_ }}keys.purge(limit)


{{ async_ }}def test_a_purge_deletes_the_keys_that_are_too_old(uow: Uow) -> None:
    for owner_id in (ADA, BOB):
        {{ await_ }}claim(uow, owner_id, TEA, new_claim(utc_now() - KEY_LIFE * 1.01))

    assert {{ await_ }}purge(uow) == 2
    assert {{ await_ }}purge(uow) == 0


{{ async_ }}def test_a_purge_keeps_the_keys_that_live(uow: Uow) -> None:
    first = {{ await_ }}claim(uow, ADA, TEA, new_claim(utc_now() - KEY_LIFE * 0.99))

    assert {{ await_ }}purge(uow) == 0

    assert {{ await_ }}claim(uow, ADA, TEA, new_claim()) == first


{{ async_ }}def test_a_purge_deletes_no_more_keys_than_it_is_asked_for(uow: Uow) -> None:
    for owner_id in (ADA, BOB, new_id()):
        {{ await_ }}claim(uow, owner_id, TEA, new_claim(utc_now() - KEY_LIFE * 1.01))

    assert [{{ await_ }}purge(uow, limit=2) for _ in range(3)] == [2, 1, 0]
