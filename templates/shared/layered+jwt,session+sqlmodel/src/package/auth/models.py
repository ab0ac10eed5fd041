"""The tables of accounts and their sign-ins."""

from datetime import datetime
from uuid import UUID

from sqlmodel import {{ "JSON, " if mfa }}Field

from {{ package_name }}.adapters.database.base import Base, text_of
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
{% if mfa %}
from {{ package_name }}.one_time_codes import (
    MAX_FAILURES,
    SecretBox,
    hash_recovery_code,
    matching_step,
    new_recovery_codes,
)
{% endif %}


class User(Base, table=True):
    """An account. Its e-mail is stored in lower case, and so is unique whatever its case."""

    __tablename__ = "users"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(max_length=254, unique=True)
    password_hash: str = Field(max_length=255)
    role: Role = Field(default=Role.USER, sa_type=text_of(Role))
    is_active: bool = True
    created_at: datetime = Field(default_factory=utc_now)


class SignIn(Base, table=True):
{% if auth == "jwt" %}
    """A sign-in that can be renewed: all refresh tokens that came from it, of which one works."""
{% else %}
    """A sign-in of a browser, which lasts while it is used, until its limit: a session."""
{% endif %}

    __tablename__ = "sign_ins"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    secret_hash: str = Field(default="", max_length=64)
{% if auth == "session" %}
    created_at: datetime = Field(default_factory=utc_now)
{% endif %}
    expires_at: datetime = Field(default_factory=utc_now)
{% if mfa %}


class SecondFactor(Base, table=True):
    """An authenticator app, and the recovery codes kept for its loss.

    It counts once it is confirmed: until then nobody knows whether the app has its secret.
    """

    __tablename__ = "second_factors"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", unique=True)
    sealed_secret: str = Field(max_length=255)
    is_confirmed: bool = False
    last_step: int = 0
    failures: int = 0
    recovery_hashes: list[str] = Field(default_factory=list, sa_type=JSON)

{% include "templates/shared/mfa/_parts/second_factor_rules.py" %}
{% endif %}
