"""The tables of accounts and their sign-ins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from {{ package_name }}.adapters.database.base import Base, UtcDateTime, text_of
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id


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
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
