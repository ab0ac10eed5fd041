"""Hashes of API keys."""

import hashlib
import hmac

from {{ package_name }}.settings import Settings

NO_HASH = "0" * 64


class KeyHashes:
    """Hashes keys with a key of its own (HMAC-SHA256, RFC 2104).

    Who reads the table cannot use what is in it, and who writes it cannot make a key. A key has 256
    random bits, so a fast hash cannot be searched. The secret hashes; the fallbacks still verify,
    so that a secret can be replaced while keys that it hashed are in use.
    """

    def __init__(self, settings: Settings) -> None:
        self._keys = [
            hashing_key(secret.get_secret_value())
            for secret in (settings.secret_key, *settings.secret_key_fallbacks)
        ]

    def hash(self, key: str) -> str:
        """Hash a new key."""
        return _hash(self._keys[0], key)

    def matches(self, key: str, key_hash: str | None) -> bool:
        """Compare a key with a hash, or with nothing, in the same time."""
        wanted = key_hash or NO_HASH
        matches = [hmac.compare_digest(_hash(each, key), wanted) for each in self._keys]
        return any(matches) and key_hash is not None


def hashing_key(secret: str) -> bytes:
    """Derive the key that hashes, so that the secret can serve other purposes too."""
    return hashlib.sha256(b"api-key:" + secret.encode()).digest()


def _hash(hashing_key: bytes, key: str) -> str:
    return hmac.digest(hashing_key, key.encode(), "sha256").hex()
