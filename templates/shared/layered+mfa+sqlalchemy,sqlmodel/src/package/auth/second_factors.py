{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""What can be done with second factors."""

from uuid import UUID

from sqlalchemy import delete, select
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database, Session
from {{ package_name }}.auth.models import SecondFactor, SignIn, User
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.one_time_codes import (
    GivenCode,
    InvalidCodeError,
    MfaEnabledError,
    MfaNotEnabledError,
    MfaRequiredError,
    SecretBox,
    new_secret,
)


{{ async_ }}def enrol(database: Database, box: SecretBox, user_id: UUID) -> tuple[bytes, str]:
    """Return a secret for the account's authenticator app, and the account's e-mail.

    It counts once it is confirmed; one that was made before and not confirmed ends.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaEnabledError: The account has a second factor already.
    """
    secret = new_secret()
    {{ async_ }}with database.transaction() as session:
        user, factor = {{ await_ }}_lock(session, user_id)
        if factor is None:
            session.add(SecondFactor(user_id=user_id, sealed_secret=box.seal(secret)))
        elif factor.is_confirmed:
            raise MfaEnabledError
        else:
            factor.sealed_secret = box.seal(secret)
            factor.failures = 0
    return secret, user.email


{{ async_ }}def confirm(database: Database, box: SecretBox, user_id: UUID, code: str) -> list[str]:
    """Switch the second factor on, and return its recovery codes.

    Whoever signed in without it is signed out.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaNotEnabledError: No enrolment has begun.
        MfaEnabledError: It is on already.
        InvalidCodeError: The code does not work.
    """
    {{ async_ }}with database.transaction() as session:
        _, factor = {{ await_ }}_lock(session, user_id)
        if factor is None:
            raise MfaNotEnabledError
        if factor.is_confirmed:
            raise MfaEnabledError
        if factor.accepts(code, box):
            factor.is_confirmed = True
            {{ await_ }}session.execute(delete(SignIn).where({{ col("SignIn.user_id") }} == user_id))
            return factor.renew_recovery_codes()
    raise InvalidCodeError


{{ async_ }}def renew_recovery_codes(
    database: Database,
    box: SecretBox,
    user_id: UUID,
    code: str,
) -> list[str]:
    """Return new recovery codes, which end the ones before.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaNotEnabledError: The account has no second factor.
        InvalidCodeError: The code does not work.
    """
    {{ async_ }}with database.transaction() as session:
        factor = {{ await_ }}_lock_confirmed(session, user_id)
        if factor.accepts(code, box):
            return factor.renew_recovery_codes()
    raise InvalidCodeError


{{ async_ }}def disable(database: Database, box: SecretBox, user_id: UUID, code: str) -> None:
    """Switch the second factor off, and end the account's sign-ins.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaNotEnabledError: The account has no second factor.
        InvalidCodeError: The code does not work.
    """
    {{ async_ }}with database.transaction() as session:
        factor = {{ await_ }}_lock_confirmed(session, user_id)
        if factor.accepts(code, box):
            {{ await_ }}session.delete(factor)
            {{ await_ }}session.execute(delete(SignIn).where({{ col("SignIn.user_id") }} == user_id))
            return
    raise InvalidCodeError


{{ async_ }}def remove(database: Database, email: str) -> None:
    """Take the second factor from an account whose owner has lost it, and end its sign-ins.

    Raises:
        MfaNotEnabledError: No account with this e-mail has one.
    """
    {{ async_ }}with database.transaction() as session:
        found = select(User).where({{ col("User.email") }} == email.lower())
        user = {{ await_ }}session.scalar(found.with_for_update())
        factor = {{ await_ }}_factor_of(session, user.id) if user else None
        if user is None or factor is None:
            raise MfaNotEnabledError
        {{ await_ }}session.delete(factor)
        {{ await_ }}session.execute(delete(SignIn).where({{ col("SignIn.user_id") }} == user.id))


{{ async_ }}def accepts(session: Session, user_id: UUID, given: GivenCode | None) -> bool:
    """Tell whether somebody may go on whose password was right, which a second factor decides.

    The account is locked, so that its factor stays as it is until the transaction ends. A code that
    does not work is counted when the transaction is committed.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaRequiredError: The account has a second factor, and there is no code.
    """
    _, factor = {{ await_ }}_lock(session, user_id)
    if factor is None or not factor.is_confirmed:
        return True
    if given is None:
        raise MfaRequiredError
    return factor.accepts(given.code, given.box)


{{ async_ }}def _lock(session: Session, user_id: UUID) -> tuple[User, SecondFactor | None]:
    """Return an account and its second factor; of two that ask at once the second waits."""
    user = {{ await_ }}session.get(User, user_id, with_for_update=True)
    if user is None or not user.is_active:
        raise NotAuthenticatedError
    return user, {{ await_ }}_factor_of(session, user_id)


{{ async_ }}def _factor_of(session: Session, user_id: UUID) -> SecondFactor | None:
    found = select(SecondFactor).where({{ col("SecondFactor.user_id") }} == user_id)
    return {{ await_ }}session.scalar(found)


{{ async_ }}def _lock_confirmed(session: Session, user_id: UUID) -> SecondFactor:
    _, factor = {{ await_ }}_lock(session, user_id)
    if factor is None or not factor.is_confirmed:
        raise MfaNotEnabledError
    return factor
