"""What can be done with accounts and sign-ins."""

import hmac
from uuid import UUID

from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from {{ package_name }}.adapters.database.purging import purge_rows
{% if mfa %}
from {{ package_name }}.auth import second_factors
{% endif %}
from {{ package_name }}.auth.models import SignIn, User
from {{ package_name }}.callers import {{ "SCOPES, Caller, " if auth == "session" else "" }}Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ConflictError, NotAuthenticatedError
{% if mfa %}
from {{ package_name }}.one_time_codes import GivenCode, InvalidCodeError
{% endif %}
{% if auth == "jwt" %}
from {{ package_name }}.sign_in_tokens import (
    SIGN_IN_LIFE,
    hash_token,
    new_token,
    sign_in_of,
)
{% else %}
from {{ package_name }}.sign_in_tokens import (
    SIGN_IN_LIFE,
    extended,
    hash_token,
    new_token,
    sign_in_of,
)
{% endif %}


class EmailTakenError(ConflictError):
    """Another account has this e-mail."""

    code = "email_taken"
    message = "There is an account with this e-mail already."


class InvalidCredentialsError(NotAuthenticatedError):
    """The account is unknown or disabled, or the password is wrong; which, nobody learns."""

    code = "invalid_credentials"
    message = "The e-mail or the password is wrong."


{% if auth == "jwt" %}
class InvalidRefreshTokenError(NotAuthenticatedError):
    """The refresh token is unknown, expired, revoked, or has been used before."""

    code = "invalid_refresh_token"
    message = "The refresh token is not valid."


{% endif %}
def register(email: str, password: str, role: Role = Role.USER) -> User:
    """Create an account.

    Raises:
        EmailTakenError: The e-mail has an account, whatever its case.
    """
    try:
        return User.objects.create_user(email, password, role)
    except IntegrityError:
        raise EmailTakenError from None


{% if mfa %}
def sign_in(email: str, password: str, given: GivenCode | None = None) -> tuple[User, str]:
{% else %}
def sign_in(email: str, password: str) -> tuple[User, str]:
{% endif %}
    """Return the account with these credentials, and the token of a new sign-in.

    Django compares with a hash also where there is no account, and brings an old hash to today's
    cost.

    Raises:
        InvalidCredentialsError: There is no such account, it is disabled, or the password is wrong.
{% if mfa %}
        MfaRequiredError: The password is right, and the account wants a code too.
        InvalidCodeError: The code does not work.
{% endif %}
    """
    user = authenticate(username=email, password=password)
    if not isinstance(user, User):
        raise InvalidCredentialsError
    with transaction.atomic():
{% if mfa %}
        accepted = second_factors.accepts(user.id, given)
{% endif %}
        user.sign_ins.filter(expires_at__lt=utc_now()).delete()
{% if mfa %}
        if accepted:
            return user, _renew(SignIn(user=user))
    raise InvalidCodeError
{% else %}
        return user, _renew(SignIn(user=user))
{% endif %}


{% if auth == "jwt" %}
def refresh(token: str) -> tuple[User, str]:
    """Exchange a refresh token for a new one. Each works once.

    A token that comes a second time has been stolen, from its owner or by its owner's thief; as
    nobody can tell which, the sign-in ends for both (RFC 9700, section 4.14.2).

    Raises:
        InvalidRefreshTokenError: The token does not work.
    """
    with transaction.atomic():
        sign_in = _get_for_update(token)
        if sign_in is not None and _is_current(sign_in, token) and sign_in.user.is_active:
            return sign_in.user, _renew(sign_in)
        if sign_in is not None:
            sign_in.delete()
    raise InvalidRefreshTokenError


def sign_out(token: str) -> None:
    """End the sign-in that a refresh token came from; an unknown one has ended already."""
    sign_in_id = sign_in_of(token)
    if sign_in_id is not None:
        SignIn.objects.filter(id=sign_in_id).delete()


{% else %}
def resume(token: str) -> Caller:
    """Return whose session a token is of, which lasts longer by being used.

    Raises:
        NotAuthenticatedError: The session has ended, or there was none, or its account is disabled.
    """
    sign_in = _find(token)
    if sign_in is None or not sign_in.user.is_active:
        raise NotAuthenticatedError
    expires_at = extended(sign_in.created_at, sign_in.expires_at)
    if expires_at != sign_in.expires_at:
        SignIn.objects.filter(id=sign_in.id).update(expires_at=expires_at)
    role = Role(sign_in.user.role)
    return Caller(sign_in.user.id, role, SCOPES[role])


def sign_out(token: str) -> None:
    """End the session that a token is of; an unknown one has ended already."""
    sign_in = _find(token)
    if sign_in is not None:
        sign_in.delete()


{% endif %}
def purge(limit: int) -> int:
    """Delete up to so many sign-ins that have expired, and return how many there were."""
    return purge_rows(SignIn.objects.filter(expires_at__lt=utc_now()), limit)


def get_account(user_id: UUID) -> User | None:
    """Return an account, unless it is disabled or gone."""
    return User.objects.filter(id=user_id, is_active=True).first()


{% if auth == "jwt" %}
def _get_for_update(token: str) -> SignIn | None:
    """Lock the sign-in of a token, so that of two uses at once the second sees the first."""
    sign_in_id = sign_in_of(token)
    if sign_in_id is None:
        return None
    locked = SignIn.objects.select_for_update(of=("self",)).select_related("user")
    return locked.filter(id=sign_in_id).first()


{% else %}
def _find(token: str) -> SignIn | None:
    """Return the sign-in that a token is of, with its account, while it lasts."""
    sign_in_id = sign_in_of(token)
    if sign_in_id is None:
        return None
    sign_in = SignIn.objects.select_related("user").filter(id=sign_in_id).first()
    return sign_in if sign_in is not None and _is_current(sign_in, token) else None


{% endif %}
def _is_current(sign_in: SignIn, token: str) -> bool:
    matches = hmac.compare_digest(sign_in.secret_hash, hash_token(token))
    return matches and sign_in.expires_at > utc_now()


def _renew(sign_in: SignIn) -> str:
    token = new_token(sign_in.id)
    sign_in.secret_hash = hash_token(token)
    sign_in.expires_at = utc_now() + SIGN_IN_LIFE
    sign_in.save()
    return token
