"""What reads API keys."""

from dataclasses import dataclass
from uuid import UUID

from {{ package_name }}.adapters.security.key_hashes import KeyHashes
from {{ package_name }}.api_key_rules import (
    InvalidApiKeyError,
    caller_of,
    has_expired,
    key_id_of,
)
from {{ package_name }}.auth.models import ApiKey
from {{ package_name }}.callers import Caller


@dataclass(frozen=True)
class Page:
    """Some keys, and where the next ones begin."""

    items: list[ApiKey]
    next_cursor: UUID | None


def authenticate(hashes: KeyHashes, key: str) -> Caller:
    """Return whom a key speaks for.

    Raises:
        InvalidApiKeyError: It does not work.
    """
    api_key = ApiKey.objects.filter(id=key_id_of(key)).first()
    matches = hashes.matches(key, api_key.key_hash if api_key else None)
    if api_key is None or not matches or has_expired(api_key.expires_at):
        raise InvalidApiKeyError
    return caller_of(api_key.id, api_key.scopes)


def list_keys(limit: int, cursor: UUID | None) -> Page:
    """Return a page of keys, the newest first: those made before the one at the cursor."""
    found = ApiKey.objects.order_by("-id")
    if cursor is not None:
        found = found.filter(id__lt=cursor)
    keys = list(found[: limit + 1])
    return Page(keys[:limit], keys[limit - 1].id if len(keys) > limit else None)
