"""The tables of accounts and their sign-ins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import {{ "JSON, " if mfa }}ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from {{ package_name }}.adapters.database.base import Base, UtcDateTime, text_of
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


class User(Base):
    """An account. Its e-mail is stored in lower case, and so is unique whatever its case."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(text_of(Role), default=Role.USER)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class SignIn(Base):
{% if auth == "jwt" %}
    """A sign-in that can be renewed: all refresh tokens that came from it, of which one works."""
{% else %}
    """A sign-in of a browser, which lasts while it is used, until its limit: a session."""
{% endif %}

    __tablename__ = "sign_ins"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64))
{% if auth == "session" %}
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
{% endif %}
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
{% if mfa %}


class SecondFactor(Base):
    """An authenticator app, and the recovery codes kept for its loss.

    It counts once it is confirmed: until then nobody knows whether the app has its secret.
    """

    __tablename__ = "second_factors"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    sealed_secret: Mapped[str] = mapped_column(String(255))
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    last_step: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    recovery_hashes: Mapped[list[str]] = mapped_column(JSON, default=list)

{% include "templates/shared/mfa/_parts/second_factor_rules.py" %}
{% endif %}
