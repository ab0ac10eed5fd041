import asyncio
from dataclasses import asdict
from datetime import timedelta

import pytest

from {{ package_name }}.adapters.database.accounts import SqlAccountStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.accounts import AccountStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.accounts import EmailTakenError, SignIn, User
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.fakes.accounts import InMemoryAccountStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[AccountStores]

A_WHILE = 0.05  # in which another could come in between
DAY = timedelta(days=1)


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
async def ada(uow: Uow) -> User:
    return await add_user(uow, "ada@example.com")


@pytest.fixture
async def sign_in(uow: Uow, ada: User) -> SignIn:
    return await add_sign_in(uow, ada)


async def add_user(uow: Uow, email: str, role: Role = Role.USER) -> User:
    user = User(email=email, password_hash="hash", role=role)
    async with uow.transaction() as stores:
        await stores.users.add(user)
    return user


async def add_sign_in(uow: Uow, user: User, life: timedelta = DAY) -> SignIn:
    sign_in = SignIn(user_id=user.id, secret_hash="hash", expires_at=utc_now() + life)
    async with uow.transaction() as stores:
        stores.sign_ins.add(sign_in)
    return sign_in


async def read_user(uow: Uow, user: User) -> User | None:
    async with uow.reading() as stores:
        return await stores.users.get(user.id)


async def read_sign_in(uow: Uow, sign_in: SignIn) -> SignIn | None:
    async with uow.transaction() as stores:
        return await stores.sign_ins.get(sign_in.id)


async def test_an_account_comes_back_as_it_was_stored(uow: Uow) -> None:
    admin = await add_user(uow, "admin@example.com", Role.ADMIN)

    stored = await read_user(uow, admin)

    assert stored is not None
    assert asdict(stored) == asdict(admin)
    assert stored.role is Role.ADMIN


async def test_an_account_is_found_by_its_email(uow: Uow, ada: User) -> None:
    await add_user(uow, "bob@example.com")

    async with uow.reading() as stores:
        stored = await stores.users.get_by_email("ada@example.com")

    assert stored is not None
    assert stored.id == ada.id


async def test_an_account_that_nobody_has_is_not_found(uow: Uow) -> None:
    async with uow.reading() as stores:
        assert await stores.users.get(new_id()) is None
        assert await stores.users.get_by_email("nobody@example.com") is None


@pytest.mark.usefixtures("ada")
async def test_an_email_has_one_account(uow: Uow) -> None:
    with pytest.raises(EmailTakenError):
        await add_user(uow, "ada@example.com")


async def test_of_two_that_register_at_once_one_gets_the_email(uow: Uow) -> None:
    registrations = (add_user(uow, "ada@example.com") for _ in range(2))

    results = await asyncio.gather(*registrations, return_exceptions=True)

    assert {type(result) for result in results} == {User, EmailTakenError}


async def test_a_change_is_stored(uow: Uow, ada: User) -> None:
    async with uow.transaction() as stores:
        changed = await stores.users.get(ada.id)
        assert changed is not None
        changed.is_active = False

    stored = await read_user(uow, ada)

    assert stored is not None
    assert not stored.is_active


async def test_an_exception_takes_a_new_account_back(uow: Uow) -> None:
    user = User(email="ada@example.com", password_hash="hash")

    async def fail() -> None:
        async with uow.transaction() as stores:
            await stores.users.add(user)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await read_user(uow, user) is None


async def test_an_exception_takes_a_sign_in_and_its_end_back(
    uow: Uow, ada: User, sign_in: SignIn
) -> None:
    new = SignIn(user_id=ada.id, expires_at=utc_now() + DAY)

    async def fail() -> None:
        async with uow.transaction() as stores:
            stores.sign_ins.add(new)
            ended = await stores.sign_ins.get(sign_in.id)
            assert ended is not None
            await stores.sign_ins.delete(ended)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await read_sign_in(uow, new) is None
    assert await read_sign_in(uow, sign_in) is not None


async def test_what_was_read_is_the_readers_own(uow: Uow, ada: User) -> None:
    copy = await read_user(uow, ada)
    assert copy is not None
    copy.is_active = False

    stored = await read_user(uow, ada)

    assert stored is not None
    assert stored.is_active


async def test_a_sign_in_comes_back_as_it_was_stored(uow: Uow, sign_in: SignIn) -> None:
    stored = await read_sign_in(uow, sign_in)

    assert stored is not None
    assert asdict(stored) == asdict(sign_in)


async def test_a_sign_in_that_has_ended_is_not_found(uow: Uow, sign_in: SignIn) -> None:
    async with uow.transaction() as stores:
        stored = await stores.sign_ins.get(sign_in.id)
        assert stored is not None
        await stores.sign_ins.delete(stored)

    assert await read_sign_in(uow, sign_in) is None


async def test_a_renewal_is_stored(uow: Uow, sign_in: SignIn) -> None:
    async with uow.transaction() as stores:
        renewed = await stores.sign_ins.get(sign_in.id)
        assert renewed is not None
        token = renewed.renew()

    stored = await read_sign_in(uow, sign_in)

    assert stored is not None
    assert stored.accepts(token)


async def test_of_two_that_ask_for_a_sign_in_at_once_the_second_waits(
    uow: Uow, sign_in: SignIn
) -> None:
    async def renew() -> str:
        """Return the hash that was there before."""
        async with uow.transaction() as stores:
            stored = await stores.sign_ins.get(sign_in.id)
            assert stored is not None
            before = stored.secret_hash
            await asyncio.sleep(A_WHILE)
            stored.renew()
        return before

    first, second = await asyncio.gather(renew(), renew())

    assert first != second


async def test_expired_sign_ins_are_deleted(uow: Uow, ada: User) -> None:
    expired = await add_sign_in(uow, ada, life=-DAY)

    async with uow.transaction() as stores:
        await stores.sign_ins.delete_expired(ada.id)

    assert await read_sign_in(uow, expired) is None


async def test_sign_ins_that_live_are_kept(uow: Uow, ada: User, sign_in: SignIn) -> None:
    async with uow.transaction() as stores:
        await stores.sign_ins.delete_expired(ada.id)

    assert await read_sign_in(uow, sign_in) is not None


async def test_expired_sign_ins_of_others_are_kept(uow: Uow, ada: User) -> None:
    bob = await add_user(uow, "bob@example.com")
    expired = await add_sign_in(uow, bob, life=-DAY)

    async with uow.transaction() as stores:
        await stores.sign_ins.delete_expired(ada.id)

    assert await read_sign_in(uow, expired) is not None
