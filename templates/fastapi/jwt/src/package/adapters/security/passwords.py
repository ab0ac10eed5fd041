"""Hashing passwords."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Each hash takes 64 MiB and a core for some 50 ms: a few at a time, and never on the event loop.
HASHES_AT_ONCE = 4


class Passwords:
    """Hashes passwords with argon2id (RFC 9106) in threads."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._slots = asyncio.Semaphore(HASHES_AT_ONCE)
        # Compared with when there is no account, so that both answers take as long.
        self._dummy = self._hasher.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        """Hash a new password; the text holds the salt and the cost."""
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Compare a password with a hash, or with nothing, in the same time."""
        async with self._slots:
            matches = await asyncio.to_thread(self._verify, password, password_hash or self._dummy)
        return matches and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Tell whether a hash was made at another cost than new ones are."""
        return self._hasher.check_needs_rehash(password_hash)

    def _verify(self, password: str, password_hash: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
