"""What goes over the wire."""

from typing import Annotated{{ ", Literal" if auth == "jwt" else "" }}
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from {{ package_name }}.callers import Role
{% if mfa %}
from {{ package_name }}.one_time_codes import GivenCode, SecretBox
{% endif %}
from {{ package_name }}.web.types import EmailAddress, Input, UtcTimestamp
{% if mfa %}

Code = Annotated[str, Field(max_length=64)]
{% endif %}


class Registration(Input):
    """A new account."""

    email: EmailAddress
    password: Annotated[str, Field(min_length=12, max_length=128)]


class Credentials(Input):
    """An e-mail and a password to sign in with."""

    email: EmailAddress
    password: Annotated[str, Field(max_length=128)]
{% if mfa %}
    code: Code | None = None

    def given_code(self, box: SecretBox) -> GivenCode | None:
        """Return the code, if there is one, with what opens the secret it is compared with."""
        return None if self.code is None else GivenCode(self.code, box)


class OneTimeCode(Input):
    """A code of an authenticator app, or a recovery code."""

    code: Code


class Enrolment(BaseModel):
    """The secret of an authenticator app, to type and as a QR code."""

    secret: str
    otpauth_uri: str


class RecoveryCodes(BaseModel):
    """Codes for the day on which the app is lost; each works once."""

    recovery_codes: list[str]
{% endif %}


{% if auth == "jwt" %}
class RefreshRequest(Input):
    """A refresh token to use or to revoke."""

    refresh_token: Annotated[str, Field(max_length=200)]


class TokenPair(BaseModel):
    """A short access token and the refresh token that renews it (RFC 6749, section 5.1)."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a name, not a secret
    expires_in: int
    refresh_token: str


{% endif %}
class Account(BaseModel):
    """An account, as its owner sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    role: Role
    created_at: UtcTimestamp
