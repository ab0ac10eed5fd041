import pytest

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands.accounts import register, sign_in
from {{ package_name }}.application.commands.second_factors import (
    confirm,
    disable,
    enrol,
    remove,
    renew_recovery_codes,
)
from {{ package_name }}.application.ports.accounts import AccountStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
{% else %}
from {{ package_name }}.application.accounts import register, sign_in
from {{ package_name }}.application.ports.accounts import AccountStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.application.second_factors import (
    confirm,
    disable,
    enrol,
    remove,
    renew_recovery_codes,
)
{% endif %}
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.accounts import InvalidCredentialsError, User
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.ids import new_id
from {{ package_name }}.one_time_codes import (
    STEP_SECONDS,
    GivenCode,
    InvalidCodeError,
    MfaEnabledError,
    MfaNotEnabledError,
    MfaRequiredError,
    totp,
)

from tests.fakes.accounts import CheapPasswords, InMemoryAccountStores
from tests.fakes.second_factors import TransparentBox
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[AccountStores]

EMAIL = "ada@example.com"
PASSWORD = "correct horse battery"
BOX = TransparentBox("key")


@pytest.fixture
def uow() -> Uow:
    return InMemoryUnitOfWork(InMemoryAccountStores())


@pytest.fixture
{{ async_ }}def ada(uow: Uow) -> User:
    return {{ await_ }}register(uow, CheapPasswords(), EMAIL, PASSWORD)


@pytest.fixture
{{ async_ }}def secret(uow: Uow, ada: User) -> bytes:
    """Give Ada a second factor, and return the secret of her app."""
    secret, _ = {{ await_ }}enrol(uow, BOX, ada.id)
    {{ await_ }}confirm(uow, BOX, ada.id, code(secret))
    return secret


def code(secret: bytes, steps: int = 0) -> str:
    return totp(secret, int(utc_now().timestamp()) // STEP_SECONDS + steps)


{{ async_ }}def sign_in_with(uow: Uow, code: str | None, password: str = PASSWORD) -> None:
    given = None if code is None else GivenCode(code, BOX)
    {{ await_ }}sign_in(uow, CheapPasswords(), EMAIL, password, given)


{{ async_ }}def test_a_second_factor_is_asked_for(uow: Uow, secret: bytes) -> None:
    with pytest.raises(MfaRequiredError):
        {{ await_ }}sign_in_with(uow, None)
    {{ await_ }}sign_in_with(uow, code(secret, 1))


@pytest.mark.usefixtures("secret")
{{ async_ }}def test_a_wrong_code_is_refused_and_counted(uow: Uow, ada: User) -> None:
    with pytest.raises(InvalidCodeError):
        {{ await_ }}sign_in_with(uow, "wrong")

    {{ async_ }}with uow.reading() as stores:
        factor = {{ await_ }}stores.second_factors.get(ada.id)
    assert factor is not None
    assert factor.failures == 1


{{ async_ }}def test_a_wrong_password_uses_no_code_up(uow: Uow, secret: bytes) -> None:
    with pytest.raises(InvalidCredentialsError):
        {{ await_ }}sign_in_with(uow, code(secret, 1), "incorrect horse")
    {{ await_ }}sign_in_with(uow, code(secret, 1))


{{ async_ }}def test_an_enrolment_that_is_not_confirmed_is_not_asked_for(uow: Uow, ada: User) -> None:
    {{ await_ }}enrol(uow, BOX, ada.id)

    {{ await_ }}sign_in_with(uow, None)


{{ async_ }}def test_a_factor_confirmed_during_a_sign_in_is_asked_for(uow: Uow, ada: User) -> None:
    secret, _ = {{ await_ }}enrol(uow, BOX, ada.id)

    class SlowPasswords(CheapPasswords):
        """Passwords during whose hashing the second factor is confirmed."""

        {{ async_ }}def hash(self, password: str) -> str:
            {{ await_ }}confirm(uow, BOX, ada.id, code(secret))
            return {{ await_ }}super().hash(password)

    passwords = SlowPasswords()
    passwords.cost = 2

    with pytest.raises(MfaRequiredError):
        {{ await_ }}sign_in(uow, passwords, EMAIL, PASSWORD)


{{ async_ }}def test_the_last_enrolment_counts(uow: Uow, ada: User) -> None:
    first, _ = {{ await_ }}enrol(uow, BOX, ada.id)
    second, _ = {{ await_ }}enrol(uow, BOX, ada.id)

    with pytest.raises(InvalidCodeError):
        {{ await_ }}confirm(uow, BOX, ada.id, code(first))
    assert len({{ await_ }}confirm(uow, BOX, ada.id, code(second))) == 10


@pytest.mark.usefixtures("secret")
{{ async_ }}def test_what_is_on_is_not_switched_on_again(uow: Uow, ada: User) -> None:
    with pytest.raises(MfaEnabledError):
        {{ await_ }}enrol(uow, BOX, ada.id)
    with pytest.raises(MfaEnabledError):
        {{ await_ }}confirm(uow, BOX, ada.id, "000000")


{{ async_ }}def test_what_is_off_cannot_be_used(uow: Uow, ada: User) -> None:
    for use in (confirm, renew_recovery_codes, disable):
        with pytest.raises(MfaNotEnabledError):
            {{ await_ }}use(uow, BOX, ada.id, "000000")


{{ async_ }}def test_new_recovery_codes_replace_the_old_ones(uow: Uow, ada: User, secret: bytes) -> None:
    old = {{ await_ }}renew_recovery_codes(uow, BOX, ada.id, code(secret, 1))
    new = {{ await_ }}renew_recovery_codes(uow, BOX, ada.id, old[0])

    with pytest.raises(InvalidCodeError):
        {{ await_ }}renew_recovery_codes(uow, BOX, ada.id, old[1])
    {{ await_ }}sign_in_with(uow, new[0])


{{ async_ }}def test_a_wrong_code_disables_nothing(uow: Uow, ada: User, secret: bytes) -> None:
    with pytest.raises(InvalidCodeError):
        {{ await_ }}disable(uow, BOX, ada.id, "wrong")
    {{ await_ }}disable(uow, BOX, ada.id, code(secret, 1))
    {{ await_ }}sign_in_with(uow, None)


@pytest.mark.usefixtures("secret")
{{ async_ }}def test_a_lost_factor_is_removed_whatever_the_case_of_the_email(uow: Uow) -> None:
    {{ await_ }}remove(uow, EMAIL.upper())

    {{ await_ }}sign_in_with(uow, None)


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
{{ async_ }}def test_where_there_is_no_factor_none_is_removed(uow: Uow, email: str) -> None:
    with pytest.raises(MfaNotEnabledError):
        {{ await_ }}remove(uow, email)


{{ async_ }}def test_an_account_that_is_gone_enrols_nothing(uow: Uow) -> None:
    with pytest.raises(NotAuthenticatedError):
        {{ await_ }}enrol(uow, BOX, new_id())
