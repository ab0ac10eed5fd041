{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""What can be done with accounts and sign-ins."""

import hmac
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database, Session
from {{ package_name }}.adapters.database.purging import purge_rows
from {{ package_name }}.adapters.security.passwords import Passwords
{% if mfa %}
from {{ package_name }}.auth import second_factors
{% endif %}
from {{ package_name }}.auth.models import SignIn, User
from {{ package_name }}.callers import {{ "" if auth == "jwt" else "SCOPES, Caller, " }}Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ConflictError, NotAuthenticatedError
from {{ package_name }}.ids import new_id
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
def normalise_email(email: str) -> str:
    """Return the form in which e-mails are stored and compared."""
    return email.lower()


{{ async_ }}def register(
    database: Database, passwords: Passwords, email: str, password: str, role: Role = Role.USER
) -> User:
    """Create an account.

    Raises:
        EmailTakenError: The e-mail has an account, whatever its case.
    """
    user = User(
        email=normalise_email(email),
        password_hash={{ await_ }}passwords.hash(password),
        role=role,
    )
    try:
        {{ async_ }}with database.transaction() as session:
            session.add(user)
    except IntegrityError:
        raise EmailTakenError from None
    return user


{{ async_ }}def sign_in(
    database: Database,
    passwords: Passwords,
    email: str,
    password: str,
{% if mfa %}
    given: GivenCode | None = None,
{% endif %}
) -> tuple[User, str]:
    """Return the account with these credentials, and the token of a new sign-in.

    Raises:
        InvalidCredentialsError: There is no such account, it is disabled, or the password is wrong.
{% if mfa %}
        MfaRequiredError: The password is right, and the account wants a code too.
        InvalidCodeError: The code does not work.
{% endif %}
    """
    found = select(User).where({{ col("User.email") }} == normalise_email(email))
    {{ async_ }}with database.reading() as session:
        user = {{ await_ }}session.scalar(found)
    matches = {{ await_ }}passwords.verify(password, user.password_hash if user else None)
    if user is None or not matches or not user.is_active:
        raise InvalidCredentialsError
    if passwords.is_outdated(user.password_hash):
        {{ await_ }}_hash_again(database, passwords, user, password)
    {{ async_ }}with database.transaction() as session:
{% if mfa %}
        accepted = {{ await_ }}second_factors.accepts(session, user.id, given)
{% endif %}
        expired = ({{ col("SignIn.user_id") }} == user.id, {{ col("SignIn.expires_at") }} < utc_now())
        {{ await_ }}session.execute(delete(SignIn).where(*expired))
        sign_in = SignIn(id=new_id(), user_id=user.id)
{% if mfa %}
        if accepted:
            session.add(sign_in)
            return user, _renew(sign_in)
    raise InvalidCodeError
{% else %}
        session.add(sign_in)
        return user, _renew(sign_in)
{% endif %}


{% if auth == "jwt" %}
{{ async_ }}def refresh(database: Database, token: str) -> tuple[User, str]:
    """Exchange a refresh token for a new one. Each works once.

    A token that comes a second time has been stolen, from its owner or by its owner's thief; as
    nobody can tell which, the sign-in ends for both (RFC 9700, section 4.14.2).

    Raises:
        InvalidRefreshTokenError: The token does not work.
    """
    {{ async_ }}with database.transaction() as session:
        sign_in = {{ await_ }}_get_for_update(session, token)
        if sign_in is not None and _is_current(sign_in, token):
            user = {{ await_ }}session.get_one(User, sign_in.user_id)
            if user.is_active:
                return user, _renew(sign_in)
        if sign_in is not None:
            {{ await_ }}session.delete(sign_in)
    raise InvalidRefreshTokenError


{% else %}
{{ async_ }}def resume(database: Database, token: str) -> Caller:
    """Return whose session a token is of, which lasts longer by being used.

    Raises:
        NotAuthenticatedError: The session has ended, or there was none, or its account is disabled.
    """
    found = (
        select(SignIn, User)
        .join(User, {{ col("User.id") }} == {{ col("SignIn.user_id") }})
        .where({{ col("SignIn.id") }} == sign_in_of(token), {{ col("User.is_active") }})
    )
    {{ async_ }}with database.reading() as session:
        row = ({{ await_ }}session.execute(found)).one_or_none()
    if row is None or not _is_current(row[0], token):
        raise NotAuthenticatedError
    sign_in, user = row
    {{ await_ }}_extend(database, sign_in)
    return Caller(user.id, user.role, SCOPES[user.role])


{{ async_ }}def _extend(database: Database, sign_in: SignIn) -> None:
    """Let a session that is used last longer."""
    expires_at = extended(sign_in.created_at, sign_in.expires_at)
    if expires_at != sign_in.expires_at:
        same = {{ col("SignIn.id") }} == sign_in.id
        {{ async_ }}with database.transaction() as session:
            {{ await_ }}session.execute(update(SignIn).where(same).values(expires_at=expires_at))


{% endif %}
{{ async_ }}def sign_out(database: Database, token: str) -> None:
    """End the sign-in that a token came from; an unknown one has ended already."""
    {{ async_ }}with database.transaction() as session:
        sign_in = {{ await_ }}_get_for_update(session, token)
        if sign_in is not None{{ "" if auth == "jwt" else " and _is_current(sign_in, token)" }}:
            {{ await_ }}session.delete(sign_in)


{{ async_ }}def purge(session: Session, limit: int) -> int:
    """Delete up to so many sign-ins that have expired, and return how many there were."""
    expired = {{ col("SignIn.expires_at") }} < utc_now()
    return {{ await_ }}purge_rows(session, SignIn, expired, limit)


{{ async_ }}def get_account(database: Database, user_id: UUID) -> User | None:
    """Return an account, unless it is disabled or gone."""
    found = select(User).where({{ col("User.id") }} == user_id, {{ col("User.is_active") }})
    {{ async_ }}with database.reading() as session:
        return {{ await_ }}session.scalar(found)


{{ async_ }}def _hash_again(database: Database, passwords: Passwords, user: User, password: str) -> None:
    """Bring a hash to today's cost, which takes the password, unless it was replaced meanwhile."""
    password_hash = {{ await_ }}passwords.hash(password)
    unchanged = ({{ col("User.id") }} == user.id, {{ col("User.password_hash") }} == user.password_hash)
    {{ async_ }}with database.transaction() as session:
        {{ await_ }}session.execute(update(User).where(*unchanged).values(password_hash=password_hash))


{{ async_ }}def _get_for_update(session: Session, token: str) -> SignIn | None:
    """Lock the sign-in of a token, so that of two uses at once the second sees the first."""
    sign_in_id = sign_in_of(token)
    if sign_in_id is None:
        return None
    return {{ await_ }}session.get(SignIn, sign_in_id, with_for_update=True)


def _is_current(sign_in: SignIn, token: str) -> bool:
    matches = hmac.compare_digest(sign_in.secret_hash, hash_token(token))
    return matches and sign_in.expires_at > utc_now()


def _renew(sign_in: SignIn) -> str:
    token = new_token(sign_in.id)
    sign_in.secret_hash = hash_token(token)
    sign_in.expires_at = utc_now() + SIGN_IN_LIFE
    return token
