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

from tests.concurrently import pause, together
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
{{ async_ }}def ada(uow: Uow) -> User:
    return {{ await_ }}add_user(uow, "ada@example.com")


@pytest.fixture
{{ async_ }}def sign_in(uow: Uow, ada: User) -> SignIn:
    return {{ await_ }}add_sign_in(uow, ada)


{{ async_ }}def add_user(uow: Uow, email: str, role: Role = Role.USER) -> User:
    user = User(email=email, password_hash="hash", role=role)
    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.users.add(user)
    return user


{{ async_ }}def add_sign_in(uow: Uow, user: User, life: timedelta = DAY) -> SignIn:
    sign_in = SignIn(user_id=user.id, secret_hash="hash", expires_at=utc_now() + life)
    {{ async_ }}with uow.transaction() as stores:
        stores.sign_ins.add(sign_in)
    return sign_in


{{ async_ }}def read_user(uow: Uow, user: User) -> User | None:
    {{ async_ }}with uow.reading() as stores:
        return {{ await_ }}stores.users.get(user.id)


{{ async_ }}def read_sign_in(uow: Uow, sign_in: SignIn) -> SignIn | None:
    {{ async_ }}with uow.transaction() as stores:
        return {{ await_ }}stores.sign_ins.get(sign_in.id)


{{ async_ }}def test_an_account_comes_back_as_it_was_stored(uow: Uow) -> None:
    admin = {{ await_ }}add_user(uow, "admin@example.com", Role.ADMIN)

    stored = {{ await_ }}read_user(uow, admin)

    assert stored is not None
    assert asdict(stored) == asdict(admin)
    assert stored.role is Role.ADMIN


{{ async_ }}def test_an_account_is_found_by_its_email(uow: Uow, ada: User) -> None:
    {{ await_ }}add_user(uow, "bob@example.com")

    {{ async_ }}with uow.reading() as stores:
        stored = {{ await_ }}stores.users.get_by_email("ada@example.com")

    assert stored is not None
    assert stored.id == ada.id


{{ async_ }}def test_an_account_that_nobody_has_is_not_found(uow: Uow) -> None:
    {{ async_ }}with uow.reading() as stores:
        assert {{ await_ }}stores.users.get(new_id()) is None
        assert {{ await_ }}stores.users.get_by_email("nobody@example.com") is None


@pytest.mark.usefixtures("ada")
{{ async_ }}def test_an_email_has_one_account(uow: Uow) -> None:
    with pytest.raises(EmailTakenError):
        {{ await_ }}add_user(uow, "ada@example.com")


{{ async_ }}def test_of_two_that_register_at_once_one_gets_the_email(uow: Uow) -> None:
    {{ async_ }}def register() -> type[User | EmailTakenError]:
        try:
            return type({{ await_ }}add_user(uow, "ada@example.com"))
        except EmailTakenError as error:
            return type(error)

    results = {{ await_ }}together(register, register)

    assert set(results) == {User, EmailTakenError}


{{ async_ }}def test_a_change_is_stored(uow: Uow, ada: User) -> None:
    {{ async_ }}with uow.transaction() as stores:
        changed = {{ await_ }}stores.users.get(ada.id)
        assert changed is not None
        changed.is_active = False

    stored = {{ await_ }}read_user(uow, ada)

    assert stored is not None
    assert not stored.is_active


{{ async_ }}def test_an_exception_takes_a_new_account_back(uow: Uow) -> None:
    user = User(email="ada@example.com", password_hash="hash")

    {{ async_ }}def fail() -> None:
        {{ async_ }}with uow.transaction() as stores:
            {{ await_ }}stores.users.add(user)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()

    assert {{ await_ }}read_user(uow, user) is None


{{ async_ }}def test_an_exception_takes_a_sign_in_and_its_end_back(
    uow: Uow, ada: User, sign_in: SignIn
) -> None:
    new = SignIn(user_id=ada.id, expires_at=utc_now() + DAY)

    {{ async_ }}def fail() -> None:
        {{ async_ }}with uow.transaction() as stores:
            stores.sign_ins.add(new)
            ended = {{ await_ }}stores.sign_ins.get(sign_in.id)
            assert ended is not None
            {{ await_ }}stores.sign_ins.delete(ended)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()

    assert {{ await_ }}read_sign_in(uow, new) is None
    assert {{ await_ }}read_sign_in(uow, sign_in) is not None


{{ async_ }}def test_what_was_read_is_the_readers_own(uow: Uow, ada: User) -> None:
    copy = {{ await_ }}read_user(uow, ada)
    assert copy is not None
    copy.is_active = False

    stored = {{ await_ }}read_user(uow, ada)

    assert stored is not None
    assert stored.is_active


{{ async_ }}def test_a_sign_in_comes_back_as_it_was_stored(uow: Uow, sign_in: SignIn) -> None:
    stored = {{ await_ }}read_sign_in(uow, sign_in)

    assert stored is not None
    assert asdict(stored) == asdict(sign_in)


{{ async_ }}def test_a_sign_in_that_has_ended_is_not_found(uow: Uow, sign_in: SignIn) -> None:
    {{ async_ }}with uow.transaction() as stores:
        stored = {{ await_ }}stores.sign_ins.get(sign_in.id)
        assert stored is not None
        {{ await_ }}stores.sign_ins.delete(stored)

    assert {{ await_ }}read_sign_in(uow, sign_in) is None


{% if auth == "session" %}
{{ async_ }}def test_a_sign_in_comes_with_whose_it_is(uow: Uow, ada: User, sign_in: SignIn) -> None:
    {{ await_ }}add_sign_in(uow, {{ await_ }}add_user(uow, "bob@example.com"))

    {{ async_ }}with uow.reading() as stores:
        found = {{ await_ }}stores.sign_ins.get_with_user(sign_in.id)
        none = {{ await_ }}stores.sign_ins.get_with_user(new_id())

    assert found is not None
    assert [asdict(each) for each in found] == [asdict(sign_in), asdict(ada)]
    assert none is None


{% endif %}
{{ async_ }}def test_a_renewal_is_stored(uow: Uow, sign_in: SignIn) -> None:
    {{ async_ }}with uow.transaction() as stores:
        renewed = {{ await_ }}stores.sign_ins.get(sign_in.id)
        assert renewed is not None
        token = renewed.renew()

    stored = {{ await_ }}read_sign_in(uow, sign_in)

    assert stored is not None
    assert stored.accepts(token)


{{ async_ }}def test_of_two_that_ask_for_a_sign_in_at_once_the_second_waits(
    uow: Uow,
    sign_in: SignIn,
) -> None:
    {{ async_ }}def renew() -> str:
        """Return the hash that was there before."""
        {{ async_ }}with uow.transaction() as stores:
            stored = {{ await_ }}stores.sign_ins.get(sign_in.id)
            assert stored is not None
            before = stored.secret_hash
            {{ await_ }}pause(A_WHILE)
            stored.renew()
        return before

    first, second = {{ await_ }}together(renew, renew)

    assert first != second


{{ async_ }}def test_expired_sign_ins_are_deleted(uow: Uow, ada: User) -> None:
    expired = {{ await_ }}add_sign_in(uow, ada, life=-DAY)

    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.sign_ins.delete_expired(ada.id)

    assert {{ await_ }}read_sign_in(uow, expired) is None


{{ async_ }}def test_sign_ins_that_live_are_kept(uow: Uow, ada: User, sign_in: SignIn) -> None:
    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.sign_ins.delete_expired(ada.id)

    assert {{ await_ }}read_sign_in(uow, sign_in) is not None


{{ async_ }}def test_expired_sign_ins_of_others_are_kept(uow: Uow, ada: User) -> None:
    bob = {{ await_ }}add_user(uow, "bob@example.com")
    expired = {{ await_ }}add_sign_in(uow, bob, life=-DAY)

    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.sign_ins.delete_expired(ada.id)

    assert {{ await_ }}read_sign_in(uow, expired) is not None
