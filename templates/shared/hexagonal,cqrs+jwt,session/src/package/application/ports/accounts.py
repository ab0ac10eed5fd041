"""What the use cases of accounts need of the outside."""

from typing import Protocol
from uuid import UUID

{% if mfa %}
from {{ package_name }}.application.ports.second_factors import SecondFactors
{% endif %}
from {{ package_name }}.domain.accounts import SignIn, User


class Passwords(Protocol):
    """Hashes passwords."""

    {{ async_ }}def hash(self, password: str) -> str:
        """Hash a new password."""
        ...

    {{ async_ }}def verify(self, password: str, password_hash: str | None) -> bool:
        """Compare a password with a hash, or with nothing, in the same time."""
        ...

    def is_outdated(self, password_hash: str) -> bool:
        """Tell whether a hash was made at another cost than new ones are."""
        ...


class Users(Protocol):
    """The accounts."""

    {{ async_ }}def add(self, user: User) -> None:
        """Store a new account.

        Raises:
            EmailTakenError: Another account has its e-mail.
        """

    {{ async_ }}def get(self, user_id: UUID) -> User | None:
        """Return an account."""

{% if mfa %}
    {{ async_ }}def lock(self, user_id: UUID) -> User | None:
        """Return an account, locked: of two that ask at once the second waits for the first."""

{% endif %}
    {{ async_ }}def get_by_email(self, email: str) -> User | None:
        """Return the account with an e-mail in its stored form."""


class SignIns(Protocol):
    """The sign-ins of all accounts."""

    def add(self, sign_in: SignIn) -> None:
        """Store a new sign-in."""

    {{ async_ }}def get(self, sign_in_id: UUID) -> SignIn | None:
        """Return a sign-in, locked: of two that ask at once the second waits for the first."""

{% if auth == "session" %}
    {{ async_ }}def get_with_user(self, sign_in_id: UUID) -> tuple[SignIn, User] | None:
        """Return a sign-in and whose it is, without a lock."""

{% endif %}
    {{ async_ }}def delete(self, sign_in: SignIn) -> None:
        """Delete a sign-in."""

    {{ async_ }}def delete_expired(self, user_id: UUID) -> None:
        """Delete the expired sign-ins of an account."""
{% if mfa %}

    {{ async_ }}def delete_all(self, user_id: UUID) -> None:
        """Delete all sign-ins of an account."""
{% endif %}

    {{ async_ }}def purge(self, limit: int) -> int:
        """Delete up to so many that have expired and that nobody is at; return how many."""
        ...


class AccountStores(Protocol):
    """What a use case of accounts reads and writes in one transaction."""

    users: Users
    sign_ins: SignIns
{% if mfa %}
    second_factors: SecondFactors
{% endif %}
