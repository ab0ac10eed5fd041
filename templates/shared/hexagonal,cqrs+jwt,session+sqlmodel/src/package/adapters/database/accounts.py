"""Accounts and sign-ins in their tables."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, col

from {{ package_name }}.adapters.database.base import Base, text_of
from {{ package_name }}.adapters.database.engine import Session
{% if mfa %}
from {{ package_name }}.adapters.database.second_factors import SqlSecondFactors
{% endif %}
from {{ package_name }}.adapters.database.tracked import Tracked
from {{ package_name }}.application.ports.accounts import SignIns, Users
{% if mfa %}
from {{ package_name }}.application.ports.second_factors import SecondFactors
{% endif %}
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.accounts import EmailTakenError, SignIn, User


class UserRow(Base, table=True):
    """An account."""

    __tablename__ = "users"

    id: UUID = Field(primary_key=True)
    email: str = Field(max_length=254, unique=True)
    password_hash: str = Field(max_length=255)
    role: Role = Field(sa_type=text_of(Role))
    is_active: bool
    created_at: datetime


class SignInRow(Base, table=True):
    """A sign-in."""

    __tablename__ = "sign_ins"

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    secret_hash: str = Field(max_length=64)
{% if auth == "session" %}
    created_at: datetime
{% endif %}
    expires_at: datetime


users = Base.metadata.tables["users"]


class SqlUsers:
    """The accounts that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tracked = Tracked(session, _write_user)

    async def add(self, user: User) -> None:
        """Store a new account.

        Raises:
            EmailTakenError: Another account has its e-mail.
        """
        row = UserRow(**_user_columns(user))
        self._session.add(row)
        try:
            await self._session.flush()
        except IntegrityError:
            raise EmailTakenError from None
        self._tracked.track(user, row)

    async def get(self, user_id: UUID) -> User | None:
        """Return an account."""
        self._tracked.flush()
        return self._track(await self._session.get(UserRow, user_id))

{% if mfa %}
    async def lock(self, user_id: UUID) -> User | None:
        """Return an account, locked: of two that ask at once the second waits for the first."""
        self._tracked.flush()
        return self._track(await self._session.get(UserRow, user_id, with_for_update=True))

{% endif %}
    async def get_by_email(self, email: str) -> User | None:
        """Return the account with an e-mail in its stored form."""
        self._tracked.flush()
        found = select(UserRow).where(col(UserRow.email) == email)
        return self._track(await self._session.scalar(found))

    def _track(self, row: UserRow | None) -> User | None:
        return None if row is None else self._tracked.track(_to_user(row), row)


class SqlSignIns:
    """The sign-ins that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tracked = Tracked(session, _write_sign_in)

    def add(self, sign_in: SignIn) -> None:
        """Store a new sign-in."""
        row = SignInRow(**_sign_in_columns(sign_in))
        self._session.add(row)
        self._tracked.track(sign_in, row)

    async def get(self, sign_in_id: UUID) -> SignIn | None:
        """Return a sign-in, locked: of two that ask at once the second waits for the first."""
        self._tracked.flush()
        row = await self._session.get(SignInRow, sign_in_id, with_for_update=True)
        return None if row is None else self._tracked.track(_to_sign_in(row), row)

{% if auth == "session" %}
    async def get_with_user(self, sign_in_id: UUID) -> tuple[SignIn, User] | None:
        """Return a sign-in and whose it is, without a lock."""
        self._tracked.flush()
        found = (
            select(SignInRow, UserRow)
            .join(UserRow, col(UserRow.id) == col(SignInRow.user_id))
            .where(col(SignInRow.id) == sign_in_id)
        )
        row = (await self._session.execute(found)).one_or_none()
        if row is None:
            return None
        sign_in, user = row
        return self._tracked.track(_to_sign_in(sign_in), sign_in), _to_user(user)

{% endif %}
    async def delete(self, sign_in: SignIn) -> None:
        """Delete a sign-in."""
        await self._session.execute(delete(SignInRow).where(col(SignInRow.id) == sign_in.id))

    async def delete_expired(self, user_id: UUID) -> None:
        """Delete the expired sign-ins of an account."""
        self._tracked.flush()
        expired = (col(SignInRow.user_id) == user_id, col(SignInRow.expires_at) < utc_now())
        await self._session.execute(delete(SignInRow).where(*expired))
{% if mfa %}

    async def delete_all(self, user_id: UUID) -> None:
        """Delete all sign-ins of an account."""
        self._tracked.flush()
        await self._session.execute(delete(SignInRow).where(col(SignInRow.user_id) == user_id))
{% endif %}


class SqlAccountStores:
    """What a use case of accounts reads and writes, on one session."""

    def __init__(self, session: Session) -> None:
        self.users: Users = SqlUsers(session)
        self.sign_ins: SignIns = SqlSignIns(session)
{% if mfa %}
        self.second_factors: SecondFactors = SqlSecondFactors(session)
{% endif %}


def _to_user(row: UserRow) -> User:
    return User(
        id=row.id,
        email=row.email,
        password_hash=row.password_hash,
        role=row.role,
        is_active=row.is_active,
        created_at=row.created_at,
    )


def _user_columns(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "email": user.email,
        "password_hash": user.password_hash,
        "role": user.role,
        "is_active": user.is_active,
        "created_at": user.created_at,
    }


def _write_user(user: User, row: UserRow) -> None:
    row.sqlmodel_update(_user_columns(user))


def _to_sign_in(row: SignInRow) -> SignIn:
    return SignIn(
        id=row.id,
        user_id=row.user_id,
        secret_hash=row.secret_hash,
{% if auth == "session" %}
        created_at=row.created_at,
{% endif %}
        expires_at=row.expires_at,
    )


def _sign_in_columns(sign_in: SignIn) -> dict[str, Any]:
    return {
        "id": sign_in.id,
        "user_id": sign_in.user_id,
        "secret_hash": sign_in.secret_hash,
{% if auth == "session" %}
        "created_at": sign_in.created_at,
{% endif %}
        "expires_at": sign_in.expires_at,
    }


def _write_sign_in(sign_in: SignIn, row: SignInRow) -> None:
    row.sqlmodel_update(_sign_in_columns(sign_in))
