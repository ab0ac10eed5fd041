"""Accounts and their sign-ins."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ConflictError, NotAuthenticatedError
from {{ package_name }}.ids import new_id
{% if auth == "jwt" %}
from {{ package_name }}.sign_in_tokens import SIGN_IN_LIFE, hash_token, new_token
{% else %}
from {{ package_name }}.sign_in_tokens import (
    SIGN_IN_LIFE,
    extended,
    hash_token,
    new_token,
)
{% endif %}


class EmailTakenError(ConflictError):
    """Another account has this e-mail."""

    code = "email_taken"
    message = "There is an account with this e-mail already."


class InvalidCredentialsError(NotAuthenticatedError):
    """The account is unknown or disabled, or the password is wrong; which, nobody learns."""

    code = "invalid_credentials"
    message = "The e-mail or the password is wrong."


{% if auth == "jwt" %}
class InvalidRefreshTokenError(NotAuthenticatedError):
    """The refresh token is unknown, expired, revoked, or has been used before."""

    code = "invalid_refresh_token"
    message = "The refresh token is not valid."


{% endif %}
def normalise_email(email: str) -> str:
    """Return the form in which e-mails are stored and compared."""
    return email.lower()


@dataclass(eq=False, kw_only=True)
class User:
    """An account. Its e-mail is in lower case, and so is unique whatever its case."""

    email: str
    password_hash: str
    role: Role = Role.USER
    is_active: bool = True
    id: UUID = field(default_factory=new_id)
    created_at: datetime = field(default_factory=utc_now)


@dataclass(eq=False, kw_only=True)
class SignIn:
{% if auth == "jwt" %}
    """A sign-in that can be renewed: all refresh tokens that came from it, of which one works."""
{% else %}
    """A sign-in of a browser, which lasts while it is used, until its limit: a session."""
{% endif %}

    user_id: UUID
    id: UUID = field(default_factory=new_id)
    secret_hash: str = ""
{% if auth == "session" %}
    created_at: datetime = field(default_factory=utc_now)
{% endif %}
    expires_at: datetime = field(default_factory=utc_now)

    def renew(self) -> str:
        """Make a new token, which ends the one before."""
        token = new_token(self.id)
        self.secret_hash = hash_token(token)
        self.expires_at = utc_now() + SIGN_IN_LIFE
        return token

    def accepts(self, token: str) -> bool:
        """Tell whether a token is the one that works."""
        matches = hmac.compare_digest(self.secret_hash, hash_token(token))
        return matches and self.expires_at > utc_now()
{% if auth == "session" %}

    def extend(self) -> bool:
        """Last longer by being used, and tell whether that is worth storing."""
        before = self.expires_at
        self.expires_at = extended(self.created_at, before)
        return self.expires_at != before
{% endif %}
