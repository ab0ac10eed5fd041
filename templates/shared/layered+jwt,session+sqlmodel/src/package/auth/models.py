"""The tables of accounts and their sign-ins."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from {{ package_name }}.adapters.database.base import Base, text_of
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id


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
    expires_at: datetime = Field(default_factory=utc_now, index=True)
