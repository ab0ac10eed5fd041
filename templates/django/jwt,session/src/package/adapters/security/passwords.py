"""Hashing passwords."""

from functools import cached_property

from django.contrib.auth.hashers import check_password, identify_hasher, make_password


class Passwords:
    """Hashes passwords as Django's own login does: with the first of its `PASSWORD_HASHERS`."""

    def hash(self, password: str) -> str:
        """Hash a new password; the text holds the salt and the cost."""
        return make_password(password)

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Compare a password with a hash, or with nothing, in the same time."""
        # Made whether it is needed or not: the first answer tells no more than later ones.
        dummy = self._dummy
        matches = check_password(password, password_hash or dummy)
        return matches and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Tell whether a hash was made at another cost than new ones are."""
        return identify_hasher(password_hash).must_update(password_hash)

    @cached_property
    def _dummy(self) -> str:
        """What is compared with where there is no account."""
        return make_password("nobody has this password")
