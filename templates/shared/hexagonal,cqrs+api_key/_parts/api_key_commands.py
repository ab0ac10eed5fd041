{{ async_ }}def create_key(
    uow: UnitOfWork[ApiKeys], hashes: KeyHashes, grant: Grant, own: frozenset[Scope]
) -> tuple[ApiKey, str]:
    """Make a key, and return it with the text that its owner sends.

    Args:
        uow: Where it is stored.
        hashes: What it is stored as.
        grant: What it allows.
        own: What whoever makes it may do.

    Raises:
        ForbiddenError: It would allow more than that.
    """
    grant.check_against(own)
    key_id = new_id()
    key = new_key(key_id)
    api_key = ApiKey(
        id=key_id,
        name=grant.name,
        scopes=sorted(grant.scopes),
        key_hash=hashes.hash(key),
        expires_at=grant.expires_at,
    )
    {{ async_ }}with uow.transaction() as api_keys:
        api_keys.add(api_key)
    return api_key, key


{{ async_ }}def authenticate(uow: UnitOfWork[ApiKeys], hashes: KeyHashes, key: str) -> Caller:
    """Return whom a key speaks for.

    Raises:
        InvalidApiKeyError: It does not work.
    """
    key_id = key_id_of(key)
    {{ async_ }}with uow.reading() as api_keys:
        api_key = {{ await_ }}api_keys.get(key_id)
    matches = hashes.matches(key, api_key.key_hash if api_key else None)
    if api_key is None or not matches or has_expired(api_key.expires_at):
        raise InvalidApiKeyError
    return caller_of(api_key.id, api_key.scopes)


{{ async_ }}def revoke_key(uow: UnitOfWork[ApiKeys], key_id: UUID) -> None:
    """Revoke a key, which works no more from then on.

    Raises:
        NotFoundError: There is no such key.
    """
    {{ async_ }}with uow.transaction() as api_keys:
        if not {{ await_ }}api_keys.delete(key_id):
            raise NotFoundError
