{% set commands = ["refresh", "register"] if auth == "jwt" else ["register", "resume"] %}
from datetime import timedelta
{% if architecture == "cqrs" %}
from uuid import UUID
{% endif %}

import pytest

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands.accounts import (
{% for command in commands %}
    {{ command }},
{% endfor %}
    sign_in,
    sign_out,
)
from {{ package_name }}.application.ports.account_views import AccountView
from {{ package_name }}.application.ports.accounts import AccountStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.application.queries import accounts as queries
{% else %}
from {{ package_name }}.application.accounts import (
    get_account,
{% for command in commands %}
    {{ command }},
{% endfor %}
    sign_in,
    sign_out,
)
from {{ package_name }}.application.ports.accounts import AccountStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
{% endif %}
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.accounts import (
    EmailTakenError,
    InvalidCredentialsError,
{% if auth == "jwt" %}
    InvalidRefreshTokenError,
{% endif %}
    SignIn,
    User,
)
{% if auth == "session" %}
from {{ package_name }}.errors import NotAuthenticatedError
{% endif %}
from {{ package_name }}.ids import new_id
{% if auth == "jwt" %}
from {{ package_name }}.sign_in_tokens import new_token
{% else %}
from {{ package_name }}.sign_in_tokens import (
    SIGN_IN_LIFE,
    SIGN_IN_LIMIT,
    new_token,
    sign_in_of,
)
{% endif %}

{% if architecture == "cqrs" %}
from tests.fakes.account_views import InMemoryAccountViews
{% endif %}
from tests.fakes.accounts import CheapPasswords, InMemoryAccountStores
{% if architecture == "cqrs" %}
from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
{% endif %}
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[AccountStores]

EMAIL = "ada@example.com"
PASSWORD = "correct horse battery"


@pytest.fixture
def uow() -> Uow:
    return InMemoryUnitOfWork(InMemoryAccountStores())


@pytest.fixture
def passwords() -> CheapPasswords:
    return CheapPasswords()


@pytest.fixture
{{ async_ }}def ada(uow: Uow, passwords: CheapPasswords) -> User:
    return {{ await_ }}register(uow, passwords, EMAIL, PASSWORD)


@pytest.fixture
{{ async_ }}def token(uow: Uow, passwords: CheapPasswords, ada: User) -> str:
    """Sign Ada in, and return the token."""
    _, token = {{ await_ }}sign_in(uow, passwords, ada.email, PASSWORD)
    return token


{{ async_ }}def disable(uow: Uow, user: User) -> None:
    {{ async_ }}with uow.transaction() as stores:
        stored = {{ await_ }}stores.users.get(user.id)
        assert stored is not None
        stored.is_active = False


{% if architecture == "cqrs" %}
{{ async_ }}def get_account(uow: Uow, user_id: UUID) -> AccountView | None:
    views = DerivedUnitOfWork(uow, InMemoryAccountViews)
    return {{ await_ }}queries.get_account(views, user_id)


{% endif %}
{{ async_ }}def works(uow: Uow, token: str) -> bool:
{% if auth == "jwt" %}
    """Tell whether a refresh token can be exchanged."""
    try:
        {{ await_ }}refresh(uow, token)
    except InvalidRefreshTokenError:
        return False
    return True
{% else %}
    """Tell whether a session can go on."""
    try:
        {{ await_ }}resume(uow, token)
    except NotAuthenticatedError:
        return False
    return True


{{ async_ }}def age(uow: Uow, token: str, by: timedelta) -> None:
    """Make a session older, as if it had not been used meanwhile."""
    {{ async_ }}with uow.transaction() as stores:
        stored = {{ await_ }}stores.sign_ins.get(sign_in_of(token) or new_id())
        assert stored is not None
        stored.created_at -= by
        stored.expires_at -= by
{% endif %}


{{ async_ }}def test_a_user_can_sign_in(uow: Uow, passwords: CheapPasswords, ada: User) -> None:
    user, _ = {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)

    assert user.id == ada.id


{{ async_ }}def test_a_new_account_is_a_users(ada: User) -> None:
    assert ada.role is Role.USER


{{ async_ }}def test_an_admins_account_is_one(uow: Uow, passwords: CheapPasswords) -> None:
    admin = {{ await_ }}register(uow, passwords, EMAIL, PASSWORD, Role.ADMIN)

    assert admin.role is Role.ADMIN


{{ async_ }}def test_a_password_is_not_stored(ada: User) -> None:
    assert ada.password_hash == "1: correct horse battery"


@pytest.mark.parametrize("email", [EMAIL, "Ada@Example.COM"])
@pytest.mark.usefixtures("ada")
{{ async_ }}def test_an_email_has_one_account_whatever_its_case(
    uow: Uow, passwords: CheapPasswords, email: str
) -> None:
    with pytest.raises(EmailTakenError):
        {{ await_ }}register(uow, passwords, email, PASSWORD)


{{ async_ }}def test_an_account_is_signed_in_to_whatever_the_emails_case(
    uow: Uow, passwords: CheapPasswords, ada: User
) -> None:
    user, _ = {{ await_ }}sign_in(uow, passwords, "Ada@Example.COM", PASSWORD)

    assert user.id == ada.id


@pytest.mark.usefixtures("ada")
{{ async_ }}def test_a_wrong_password_is_refused(uow: Uow, passwords: CheapPasswords) -> None:
    with pytest.raises(InvalidCredentialsError):
        {{ await_ }}sign_in(uow, passwords, EMAIL, "incorrect horse")


{{ async_ }}def test_an_unknown_one_is_refused(uow: Uow, passwords: CheapPasswords) -> None:
    with pytest.raises(InvalidCredentialsError):
        {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)


{{ async_ }}def test_a_disabled_one_is_refused(uow: Uow, passwords: CheapPasswords, ada: User) -> None:
    {{ await_ }}disable(uow, ada)

    with pytest.raises(InvalidCredentialsError):
        {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)


{{ async_ }}def test_an_unknown_account_takes_as_long(uow: Uow, passwords: CheapPasswords) -> None:
    with pytest.raises(InvalidCredentialsError):
        {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)

    assert passwords.comparisons == 1


{{ async_ }}def test_signing_in_clears_expired_sign_ins_away(
    uow: Uow, passwords: CheapPasswords, ada: User
) -> None:
    expired = SignIn(user_id=ada.id, expires_at=utc_now() - timedelta(days=1))
    {{ async_ }}with uow.transaction() as stores:
        stores.sign_ins.add(expired)

    {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)

    {{ async_ }}with uow.reading() as stores:
        assert {{ await_ }}stores.sign_ins.get(expired.id) is None


{{ async_ }}def test_signing_in_again_leaves_the_first_sign_in_alone(
    uow: Uow, passwords: CheapPasswords, token: str
) -> None:
    {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)

    assert {{ await_ }}works(uow, token)


{% if auth == "jwt" %}
{{ async_ }}def test_a_refresh_token_is_exchanged_for_one_that_works(uow: Uow, token: str) -> None:
    _, new = {{ await_ }}refresh(uow, token)

    assert new != token
    assert {{ await_ }}works(uow, new)


{{ async_ }}def test_a_refresh_token_tells_whose_it_is(uow: Uow, ada: User, token: str) -> None:
    user, _ = {{ await_ }}refresh(uow, token)

    assert user.id == ada.id


{{ async_ }}def test_a_refresh_token_works_once(uow: Uow, token: str) -> None:
    {{ await_ }}refresh(uow, token)

    with pytest.raises(InvalidRefreshTokenError):
        {{ await_ }}refresh(uow, token)


{{ async_ }}def test_a_refresh_token_used_again_ends_its_sign_in(uow: Uow, token: str) -> None:
    _, new = {{ await_ }}refresh(uow, token)

    with pytest.raises(InvalidRefreshTokenError):
        {{ await_ }}refresh(uow, token)

    assert not {{ await_ }}works(uow, new)


{{ async_ }}def test_a_refresh_token_used_again_ends_no_other_sign_in(
    uow: Uow, passwords: CheapPasswords, token: str
) -> None:
    _, other = {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)
    {{ await_ }}refresh(uow, token)

    with pytest.raises(InvalidRefreshTokenError):
        {{ await_ }}refresh(uow, token)

    assert {{ await_ }}works(uow, other)


@pytest.mark.parametrize("token", ["", "garbage", new_token(new_id())])
{{ async_ }}def test_a_refresh_token_that_nobody_got_is_refused(uow: Uow, token: str) -> None:
    with pytest.raises(InvalidRefreshTokenError):
        {{ await_ }}refresh(uow, token)


{{ async_ }}def test_an_expired_refresh_token_is_refused(uow: Uow, ada: User) -> None:
    expired = SignIn(user_id=ada.id)
    token = expired.renew()
    expired.expires_at = utc_now()
    {{ async_ }}with uow.transaction() as stores:
        stores.sign_ins.add(expired)

    with pytest.raises(InvalidRefreshTokenError):
        {{ await_ }}refresh(uow, token)


{{ async_ }}def test_the_refresh_token_of_a_disabled_account_is_refused(
    uow: Uow, ada: User, token: str
) -> None:
    {{ await_ }}disable(uow, ada)

    with pytest.raises(InvalidRefreshTokenError):
        {{ await_ }}refresh(uow, token)


{{ async_ }}def test_signing_out_ends_the_sign_in(uow: Uow, token: str) -> None:
    {{ await_ }}sign_out(uow, token)

    assert not {{ await_ }}works(uow, token)


{{ async_ }}def test_signing_out_with_an_old_token_ends_the_sign_in_too(uow: Uow, token: str) -> None:
    _, new = {{ await_ }}refresh(uow, token)

    {{ await_ }}sign_out(uow, token)

    assert not {{ await_ }}works(uow, new)


@pytest.mark.parametrize("token", ["", "garbage", new_token(new_id())])
{{ async_ }}def test_signing_out_of_nothing_is_no_error(uow: Uow, token: str) -> None:
    {{ await_ }}sign_out(uow, token)


{% else %}
{{ async_ }}def test_a_session_tells_whose_it_is(uow: Uow, ada: User, token: str) -> None:
    caller = {{ await_ }}resume(uow, token)

    assert (caller.id, caller.role) == (ada.id, Role.USER)


{{ async_ }}def test_a_session_ends_when_it_is_not_used(uow: Uow, token: str) -> None:
    {{ await_ }}age(uow, token, SIGN_IN_LIFE)

    assert not {{ await_ }}works(uow, token)


{{ async_ }}def test_a_session_that_is_used_lasts(uow: Uow, token: str) -> None:
    for _ in range(3):
        {{ await_ }}age(uow, token, SIGN_IN_LIFE * 0.6)

        assert {{ await_ }}works(uow, token)


{{ async_ }}def test_a_session_ends_at_its_limit_however_busy(uow: Uow, token: str) -> None:
    uses = round(SIGN_IN_LIMIT / (SIGN_IN_LIFE * 0.6))

    for _ in range(uses - 1):
        {{ await_ }}age(uow, token, SIGN_IN_LIFE * 0.6)
        assert {{ await_ }}works(uow, token)

    {{ await_ }}age(uow, token, SIGN_IN_LIFE * 0.6)
    assert not {{ await_ }}works(uow, token)


{{ async_ }}def test_a_disabled_account_has_no_session(uow: Uow, ada: User, token: str) -> None:
    {{ await_ }}disable(uow, ada)

    assert not {{ await_ }}works(uow, token)


{{ async_ }}def test_signing_out_ends_the_session(uow: Uow, token: str) -> None:
    {{ await_ }}sign_out(uow, token)

    assert not {{ await_ }}works(uow, token)


{{ async_ }}def test_who_knows_the_name_of_a_session_alone_can_do_nothing(uow: Uow, token: str) -> None:
    forged = f"{token.partition('.')[0]}.secret"

    {{ await_ }}sign_out(uow, forged)

    assert not {{ await_ }}works(uow, forged)
    assert {{ await_ }}works(uow, token)


@pytest.mark.parametrize("token", ["", "nonsense", new_token(new_id())])
{{ async_ }}def test_a_token_that_is_none_ends_and_continues_nothing(uow: Uow, token: str) -> None:
    {{ await_ }}sign_out(uow, token)

    assert not {{ await_ }}works(uow, token)


{% endif %}
{{ async_ }}def test_an_account_is_returned(uow: Uow, ada: User) -> None:
    account = {{ await_ }}get_account(uow, ada.id)

    assert account is not None
    assert account.email == EMAIL


{{ async_ }}def test_an_unknown_account_is_not_returned(uow: Uow) -> None:
    assert {{ await_ }}get_account(uow, new_id()) is None


{{ async_ }}def test_a_disabled_account_is_not_returned(uow: Uow, ada: User) -> None:
    {{ await_ }}disable(uow, ada)

    assert {{ await_ }}get_account(uow, ada.id) is None


{{ async_ }}def test_a_password_hashed_at_another_cost_is_hashed_again(
    uow: Uow, passwords: CheapPasswords, ada: User
) -> None:
    passwords.cost = 2

    for _ in range(2):
        {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)

    {{ async_ }}with uow.reading() as stores:
        stored = {{ await_ }}stores.users.get(ada.id)
    assert stored is not None
    assert stored.password_hash == {{ await_ }}passwords.hash(PASSWORD)


{{ async_ }}def test_a_password_replaced_meanwhile_is_left_alone(uow: Uow, ada: User) -> None:
    class SlowPasswords(CheapPasswords):
        {{ async_ }}def hash(self, password: str) -> str:
            {{ async_ }}with uow.transaction() as stores:
                stored = {{ await_ }}stores.users.get(ada.id)
                assert stored is not None
                stored.password_hash = "2: another one"
            return {{ await_ }}super().hash(password)

    passwords = SlowPasswords()
    passwords.cost = 2

    {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)

    {{ async_ }}with uow.reading() as stores:
        stored = {{ await_ }}stores.users.get(ada.id)
    assert stored is not None
    assert stored.password_hash == "2: another one"
