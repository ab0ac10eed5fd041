{{ async_ }}def enrol(uow: UnitOfWork[AccountStores], box: SecretBox, user_id: UUID) -> tuple[bytes, str]:
    """Return a secret for the account's authenticator app, and the account's e-mail.

    It counts once it is confirmed; one that was made before and not confirmed ends.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaEnabledError: The account has a second factor already.
    """
    secret = new_secret()
    {{ async_ }}with uow.transaction() as stores:
        user, factor = {{ await_ }}_lock(stores, user_id)
        if factor is None:
            stores.second_factors.add(
                SecondFactor(user_id=user.id, sealed_secret=box.seal(secret)),
            )
        elif factor.is_confirmed:
            raise MfaEnabledError
        else:
            factor.sealed_secret = box.seal(secret)
            factor.failures = 0
    return secret, user.email


{{ async_ }}def confirm(
    uow: UnitOfWork[AccountStores],
    box: SecretBox,
    user_id: UUID,
    code: str,
) -> list[str]:
    """Switch the second factor on, and return its recovery codes.

    Whoever signed in without it is signed out.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaNotEnabledError: No enrolment has begun.
        MfaEnabledError: It is on already.
        InvalidCodeError: The code does not work.
    """
    {{ async_ }}with uow.transaction() as stores:
        _, factor = {{ await_ }}_lock(stores, user_id)
        if factor is None:
            raise MfaNotEnabledError
        if factor.is_confirmed:
            raise MfaEnabledError
        if factor.accepts(code, box):
            factor.is_confirmed = True
            {{ await_ }}stores.sign_ins.delete_all(user_id)
            return factor.renew_recovery_codes()
    raise InvalidCodeError


{{ async_ }}def renew_recovery_codes(
    uow: UnitOfWork[AccountStores],
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
    {{ async_ }}with uow.transaction() as stores:
        factor = {{ await_ }}_lock_confirmed(stores, user_id)
        if factor.accepts(code, box):
            return factor.renew_recovery_codes()
    raise InvalidCodeError


{{ async_ }}def disable(uow: UnitOfWork[AccountStores], box: SecretBox, user_id: UUID, code: str) -> None:
    """Switch the second factor off, and end the account's sign-ins.

    Raises:
        NotAuthenticatedError: The account is disabled or gone.
        MfaNotEnabledError: The account has no second factor.
        InvalidCodeError: The code does not work.
    """
    {{ async_ }}with uow.transaction() as stores:
        factor = {{ await_ }}_lock_confirmed(stores, user_id)
        if factor.accepts(code, box):
            {{ await_ }}stores.second_factors.delete(factor)
            {{ await_ }}stores.sign_ins.delete_all(user_id)
            return
    raise InvalidCodeError


{{ async_ }}def remove(uow: UnitOfWork[AccountStores], email: str) -> None:
    """Take the second factor from an account whose owner has lost it, and end its sign-ins.

    Raises:
        MfaNotEnabledError: No account with this e-mail has one.
    """
    {{ async_ }}with uow.transaction() as stores:
        user = {{ await_ }}stores.users.get_by_email(normalise_email(email))
        user = {{ await_ }}stores.users.lock(user.id) if user else None
        factor = {{ await_ }}stores.second_factors.get(user.id) if user else None
        if user is None or factor is None:
            raise MfaNotEnabledError
        {{ await_ }}stores.second_factors.delete(factor)
        {{ await_ }}stores.sign_ins.delete_all(user.id)


{{ async_ }}def _lock(stores: AccountStores, user_id: UUID) -> tuple[User, SecondFactor | None]:
    """Return an account and its second factor; of two that ask at once the second waits."""
    user = {{ await_ }}stores.users.lock(user_id)
    if user is None or not user.is_active:
        raise NotAuthenticatedError
    return user, {{ await_ }}stores.second_factors.get(user_id)


{{ async_ }}def _lock_confirmed(stores: AccountStores, user_id: UUID) -> SecondFactor:
    _, factor = {{ await_ }}_lock(stores, user_id)
    if factor is None or not factor.is_confirmed:
        raise MfaNotEnabledError
    return factor
