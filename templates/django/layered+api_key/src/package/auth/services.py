"""What changes API keys."""

from uuid import UUID

from {{ package_name }}.adapters.security.key_hashes import KeyHashes
from {{ package_name }}.api_key_rules import Grant, new_key
from {{ package_name }}.auth.models import ApiKey
from {{ package_name }}.callers import Scope
from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.ids import new_id


def create_key(hashes: KeyHashes, grant: Grant, own: frozenset[Scope]) -> tuple[ApiKey, str]:
    """Make a key, and return it with the text that its owner sends.

    Args:
        hashes: What it is stored as.
        grant: What it allows.
        own: What whoever makes it may do.

    Raises:
        ForbiddenError: It would allow more than that.
    """
    grant.check_against(own)
    key_id = new_id()
    key = new_key(key_id)
    api_key = ApiKey.objects.create(
        id=key_id,
        name=grant.name,
        scopes=sorted(grant.scopes),
        key_hash=hashes.hash(key),
        expires_at=grant.expires_at,
    )
    return api_key, key


def revoke_key(key_id: UUID) -> None:
    """Revoke a key, which works no more from then on.

    Raises:
        NotFoundError: There is no such key.
    """
    deleted, _ = ApiKey.objects.filter(id=key_id).delete()
    if not deleted:
        raise NotFoundError
