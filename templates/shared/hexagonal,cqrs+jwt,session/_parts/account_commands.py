{{ async_ }}def register(
    uow: UnitOfWork[AccountStores],
    passwords: Passwords,
    email: str,
    password: str,
    role: Role = Role.USER,
) -> User:
    """Create an account.

    Raises:
        EmailTakenError: The e-mail has an account, whatever its case.
    """
    password_hash = {{ await_ }}passwords.hash(password)
    user = User(email=normalise_email(email), password_hash=password_hash, role=role)
    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.users.add(user)
    return user


{{ async_ }}def sign_in(
    uow: UnitOfWork[AccountStores],
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
    {{ async_ }}with uow.reading() as stores:
        user = {{ await_ }}stores.users.get_by_email(normalise_email(email))
    matches = {{ await_ }}passwords.verify(password, user.password_hash if user else None)
    if user is None or not matches or not user.is_active:
        raise InvalidCredentialsError
    new = SignIn(user_id=user.id)
    token = new.renew()
    outdated = passwords.is_outdated(user.password_hash)
    password_hash = {{ await_ }}passwords.hash(password) if outdated else user.password_hash
    {{ async_ }}with uow.transaction() as stores:
{% if mfa %}
        accepted = {{ await_ }}accepts_code(stores, user.id, given)
{% endif %}
        {{ await_ }}stores.sign_ins.delete_expired(user.id)
{% if mfa %}
        if accepted:
            stores.sign_ins.add(new)
{% else %}
        stores.sign_ins.add(new)
{% endif %}
        stored = {{ await_ }}stores.users.get(user.id)
        # Unless the password was replaced meanwhile.
        if stored is not None and stored.password_hash == user.password_hash:
            stored.password_hash = password_hash
{% if mfa %}
    if not accepted:
        raise InvalidCodeError
{% endif %}
    return user, token


{% if mfa %}
{{ async_ }}def accepts_code(
    stores: AccountStores,
    user_id: UUID,
    given: GivenCode | None,
) -> bool:
    """Tell whether somebody may go on whose password was right, which a second factor decides.

    The account is locked, so that its factor stays as it is until the transaction ends. A code that
    does not work is counted when the transaction is committed.

    Raises:
        MfaRequiredError: The account has a second factor, and there is no code.
    """
    {{ await_ }}stores.users.lock(user_id)
    factor = {{ await_ }}stores.second_factors.get(user_id)
    if factor is None or not factor.is_confirmed:
        return True
    if given is None:
        raise MfaRequiredError
    return factor.accepts(given.code, given.box)


{% endif %}
{% if auth == "jwt" %}
{{ async_ }}def refresh(uow: UnitOfWork[AccountStores], token: str) -> tuple[User, str]:
    """Exchange a refresh token for a new one. Each works once.

    A token that comes a second time has been stolen, from its owner or by its owner's thief; as
    nobody can tell which, the sign-in ends for both (RFC 9700, section 4.14.2).

    Raises:
        InvalidRefreshTokenError: The token does not work.
    """
    {{ async_ }}with uow.transaction() as stores:
        found = {{ await_ }}_sign_in_of(stores, token)
        if found is not None and found.accepts(token):
            user = {{ await_ }}stores.users.get(found.user_id)
            if user is not None and user.is_active:
                return user, found.renew()
        if found is not None:
            {{ await_ }}stores.sign_ins.delete(found)
    raise InvalidRefreshTokenError


{% else %}
{{ async_ }}def resume(uow: UnitOfWork[AccountStores], token: str) -> Caller:
    """Return whose session a token is of, which lasts longer by being used.

    Raises:
        NotAuthenticatedError: The session has ended, or there was none, or its account is disabled.
    """
    sign_in_id = sign_in_of(token)
    if sign_in_id is None:
        raise NotAuthenticatedError
    {{ async_ }}with uow.reading() as stores:
        found = {{ await_ }}stores.sign_ins.get_with_user(sign_in_id)
    if found is None:
        raise NotAuthenticatedError
    sign_in, user = found
    if not sign_in.accepts(token) or not user.is_active:
        raise NotAuthenticatedError
    if sign_in.extend():
        {{ async_ }}with uow.transaction() as stores:
            stored = {{ await_ }}stores.sign_ins.get(sign_in_id)
            # Unless it was ended meanwhile.
            if stored is not None:
                stored.expires_at = sign_in.expires_at
    return Caller(user.id, user.role, SCOPES[user.role])


{% endif %}
{{ async_ }}def sign_out(uow: UnitOfWork[AccountStores], token: str) -> None:
    """End the sign-in that a token came from; an unknown one has ended already."""
    {{ async_ }}with uow.transaction() as stores:
        found = {{ await_ }}_sign_in_of(stores, token)
        if found is not None{{ " and found.accepts(token)" if auth == "session" else "" }}:
            {{ await_ }}stores.sign_ins.delete(found)


{{ async_ }}def _sign_in_of(stores: AccountStores, token: str) -> SignIn | None:
    sign_in_id = sign_in_of(token)
    return None if sign_in_id is None else {{ await_ }}stores.sign_ins.get(sign_in_id)
