"""What can be done with second factors."""

from uuid import UUID

from django.db import transaction

from {{ package_name }}.auth.models import SecondFactor, User
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


def enrol(box: SecretBox, user_id: UUID) -> tuple[bytes, str]:
    """Return a secret for the account's authenticator app, and the account's e-mail.

    It counts once it is confirmed; one that was made before and not confirmed ends.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaEnabledError: The account has a second factor already.
    """
    secret = new_secret()
    with transaction.atomic():
        user, factor = _lock(user_id)
        if factor is not None and factor.is_confirmed:
            raise MfaEnabledError
        factor = factor or SecondFactor(user=user)
        factor.sealed_secret = box.seal(secret)
        factor.failures = 0
        factor.save()
    return secret, user.email


def confirm(box: SecretBox, user_id: UUID, code: str) -> list[str]:
    """Switch the second factor on, and return its recovery codes.

    Whoever signed in without it is signed out.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaNotEnabledError: No enrolment has begun.
        MfaEnabledError: It is on already.
        InvalidCodeError: The code does not work.
    """
    with transaction.atomic():
        user, factor = _lock(user_id)
        if factor is None:
            raise MfaNotEnabledError
        if factor.is_confirmed:
            raise MfaEnabledError
        accepted = factor.accepts(code, box)
        codes = factor.renew_recovery_codes() if accepted else []
        factor.is_confirmed = accepted
        factor.save()
        if accepted:
            user.sign_ins.all().delete()
            return codes
    raise InvalidCodeError


def renew_recovery_codes(box: SecretBox, user_id: UUID, code: str) -> list[str]:
    """Return new recovery codes, which end the ones before.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaNotEnabledError: The account has no second factor.
        InvalidCodeError: The code does not work.
    """
    with transaction.atomic():
        _, factor = _lock_confirmed(user_id)
        accepted = factor.accepts(code, box)
        codes = factor.renew_recovery_codes() if accepted else []
        factor.save()
    if not accepted:
        raise InvalidCodeError
    return codes


def disable(box: SecretBox, user_id: UUID, code: str) -> None:
    """Switch the second factor off, and end the account's sign-ins.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaNotEnabledError: The account has no second factor.
        InvalidCodeError: The code does not work.
    """
    with transaction.atomic():
        user, factor = _lock_confirmed(user_id)
        if factor.accepts(code, box):
            factor.delete()
            user.sign_ins.all().delete()
            return
        factor.save()
    raise InvalidCodeError


def remove(email: str) -> None:
    """Take the second factor from an account whose owner has lost it, and end its sign-ins.

    Raises:
        MfaNotEnabledError: No account with this e-mail has one.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().filter(email=email.lower()).first()
        factor = SecondFactor.objects.filter(user=user).first() if user else None
        if user is None or factor is None:
            raise MfaNotEnabledError
        factor.delete()
        user.sign_ins.all().delete()


def check(user_id: UUID, given: GivenCode | None) -> None:
    """Let somebody go on whose password was right: with a code, if the account has a second factor.

    Raises:
        MfaRequiredError: It has one, and there is no code.
        InvalidCodeError: The code does not work.
    """
    with transaction.atomic():
        accepted = accepts(user_id, given)
    if not accepted:
        raise InvalidCodeError


def accepts(user_id: UUID, given: GivenCode | None) -> bool:
    """Tell, within a transaction, whether somebody may go on whose password was right.

    The account is locked, so that its factor stays as it is until the transaction ends. A code that
    does not work is counted when the transaction is committed.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaRequiredError: The account has a second factor, and there is no code.
    """
    _, factor = _lock(user_id)
    if factor is None or not factor.is_confirmed:
        return True
    if given is None:
        raise MfaRequiredError
    accepted = factor.accepts(given.code, given.box)
    factor.save()
    return accepted


def _lock(user_id: UUID) -> tuple[User, SecondFactor | None]:
    """Return an account and its second factor; of two that ask at once the second waits."""
    user = User.objects.select_for_update().filter(id=user_id, is_active=True).first()
    if user is None:
        raise NotAuthenticatedError
    return user, SecondFactor.objects.filter(user=user).first()


def _lock_confirmed(user_id: UUID) -> tuple[User, SecondFactor]:
    user, factor = _lock(user_id)
    if factor is None or not factor.is_confirmed:
        raise MfaNotEnabledError
    return user, factor
