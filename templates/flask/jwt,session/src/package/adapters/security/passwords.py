"""Hashing passwords."""

from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    """Hashes passwords with argon2id (RFC 9106)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    def hash(self, password: str) -> str:
        """Hash a new password; the text holds the salt and the cost."""
        return self._hasher.hash(password)

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Compare a password with a hash, or with nothing, in the same time."""
        # Made whether it is needed or not: the first answer tells no more than later ones.
        dummy = self._dummy
        try:
            matches = self._hasher.verify(password_hash or dummy, password)
        except (VerificationError, InvalidHashError):
            return False
        return matches and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Tell whether a hash was made at another cost than new ones are."""
        return self._hasher.check_needs_rehash(password_hash)

    @cached_property
    def _dummy(self) -> str:
        """What is compared with where there is no account."""
        return self._hasher.hash("nobody has this password")
