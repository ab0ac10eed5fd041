"""What holds for API keys, wherever they are stored."""

import re
import secrets
{% if framework == "fastapi" %}
from collections.abc import Awaitable, Callable
{% else %}
from collections.abc import Callable
{% endif %}
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from {{ package_name }}.callers import Caller, Role, Scope
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ForbiddenError, NotAuthenticatedError

PREFIX = "{{ project_slug }}"
PATTERN = re.compile(PREFIX + r"_([0-9a-f]{32})_[0-9a-f]{64}")

# Finds out whom a key speaks for.
{% if framework == "fastapi" %}
Authenticate = Callable[[str], Awaitable[Caller]]
{% else %}
Authenticate = Callable[[str], Caller]
{% endif %}


class InvalidApiKeyError(NotAuthenticatedError):
    """The key is malformed, unknown, expired or revoked; which, nobody learns."""

    code = "invalid_api_key"
    message = "The API key is not valid."
    challenge = 'Bearer error="invalid_token"'


@dataclass(frozen=True)
class Grant:
    """What a new key is called, what it allows, and when that ends."""

    name: str
    scopes: frozenset[Scope]
    expires_at: datetime | None = None

    def check_against(self, own: frozenset[Scope]) -> None:
        """Check that whoever has these scopes may grant it.

        Raises:
            ForbiddenError: It allows more than they may do themselves.
        """
        if not self.scopes <= own:
            message = "You cannot grant a scope that you do not have."
            raise ForbiddenError(message)


def new_key(key_id: UUID) -> str:
    """Make a key: a prefix to look for where secrets leak, the id that finds it, and a secret."""
    return f"{PREFIX}_{key_id.hex}_{secrets.token_hex(32)}"


def key_id_of(key: str) -> UUID:
    """Return the id in a key.

    Raises:
        InvalidApiKeyError: It does not look like a key of this service.
    """
    match = PATTERN.fullmatch(key)
    if match is None:
        raise InvalidApiKeyError
    return UUID(match[1])


def has_expired(expires_at: datetime | None) -> bool:
    """Tell whether the time of a key has passed."""
    return expires_at is not None and expires_at <= utc_now()


def caller_of(key_id: UUID, granted: list[str]) -> Caller:
    """Return whom a key speaks for: itself. With `orders:admin` it is an admin.

    No scope implies another, and one that the service has no longer allows nothing.
    """
    scopes = frozenset(scope for scope in Scope if scope in granted)
    role = Role.ADMIN if Scope.ORDERS_ADMIN in scopes else Role.USER
    return Caller(id=key_id, role=role, scopes=scopes)
