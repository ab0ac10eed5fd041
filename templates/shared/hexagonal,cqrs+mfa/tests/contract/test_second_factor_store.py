from dataclasses import asdict

import pytest

from {{ package_name }}.adapters.database.accounts import SqlAccountStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.accounts import AccountStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.domain.accounts import SignIn, User
from {{ package_name }}.domain.second_factors import SecondFactor
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.concurrently import pause, together
from tests.fakes.accounts import InMemoryAccountStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[AccountStores]

A_WHILE = 0.05  # in which another could come in between


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
        return InMemoryUnitOfWork(InMemoryAccountStores())
    return SqlUnitOfWork(request.getfixturevalue("database"), SqlAccountStores)


@pytest.fixture
{{ async_ }}def factor(uow: Uow) -> SecondFactor:
    """Store an account with a second factor and a sign-in."""
    user = User(email="ada@example.com", password_hash="hash")
    factor = SecondFactor(user_id=user.id, sealed_secret="sealed", recovery_hashes=["one", "two"])
    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.users.add(user)
        stores.second_factors.add(factor)
        stores.sign_ins.add(SignIn(user_id=user.id))
    return factor


{{ async_ }}def read(uow: Uow, factor: SecondFactor) -> SecondFactor | None:
    {{ async_ }}with uow.reading() as stores:
        return {{ await_ }}stores.second_factors.get(factor.user_id)


{{ async_ }}def test_a_second_factor_comes_back_as_it_was_stored(uow: Uow, factor: SecondFactor) -> None:
    stored = {{ await_ }}read(uow, factor)

    assert stored is not None
    assert asdict(stored) == asdict(factor)


{{ async_ }}def test_an_account_that_nobody_has_has_no_second_factor(uow: Uow) -> None:
    {{ async_ }}with uow.reading() as stores:
        assert {{ await_ }}stores.second_factors.get(new_id()) is None


{{ async_ }}def test_a_change_is_stored(uow: Uow, factor: SecondFactor) -> None:
    {{ async_ }}with uow.transaction() as stores:
        changed = {{ await_ }}stores.second_factors.get(factor.user_id)
        assert changed is not None
        changed.is_confirmed = True
        changed.recovery_hashes = ["two"]

    stored = {{ await_ }}read(uow, factor)

    assert stored is not None
    assert (stored.is_confirmed, stored.recovery_hashes) == (True, ["two"])


{{ async_ }}def test_a_deleted_second_factor_is_gone(uow: Uow, factor: SecondFactor) -> None:
    {{ async_ }}with uow.transaction() as stores:
        stored = {{ await_ }}stores.second_factors.get(factor.user_id)
        assert stored is not None
        {{ await_ }}stores.second_factors.delete(stored)

    assert {{ await_ }}read(uow, factor) is None


{{ async_ }}def test_of_two_that_lock_an_account_the_second_waits(uow: Uow, factor: SecondFactor) -> None:
    {{ async_ }}def count() -> int:
        """Count one more failure, and return how many there were."""
        {{ async_ }}with uow.transaction() as stores:
            {{ await_ }}stores.users.lock(factor.user_id)
            stored = {{ await_ }}stores.second_factors.get(factor.user_id)
            assert stored is not None
            before = stored.failures
            {{ await_ }}pause(A_WHILE)
            stored.failures += 1
        return before

    assert sorted({{ await_ }}together(count, count)) == [0, 1]


{{ async_ }}def test_an_account_that_nobody_has_is_not_locked(uow: Uow) -> None:
    {{ async_ }}with uow.transaction() as stores:
        assert {{ await_ }}stores.users.lock(new_id()) is None


{{ async_ }}def test_all_sign_ins_of_an_account_are_deleted_and_no_others(
    uow: Uow,
    factor: SecondFactor,
) -> None:
    bob = User(email="bob@example.com", password_hash="hash")
    other = SignIn(user_id=bob.id)
    ada = SignIn(user_id=factor.user_id)
    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.users.add(bob)
        stores.sign_ins.add(other)
        stores.sign_ins.add(ada)

    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.sign_ins.delete_all(factor.user_id)

    {{ async_ }}with uow.transaction() as stores:
        assert {{ await_ }}stores.sign_ins.get(ada.id) is None
        assert {{ await_ }}stores.sign_ins.get(other.id) is not None
