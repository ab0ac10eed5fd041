"""Accounts and sign-ins in their tables."""

from uuid import UUID

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Uuid, delete, select
from sqlalchemy.exc import IntegrityError

from {{ package_name }}.adapters.database.base import Base, UtcDateTime, text_of
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.purging import purge_rows
{% if mfa %}
from {{ package_name }}.adapters.database.second_factors import SqlSecondFactors
{% endif %}
from {{ package_name }}.application.ports.accounts import SignIns, Users
{% if mfa %}
from {{ package_name }}.application.ports.second_factors import SecondFactors
{% endif %}
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.accounts import EmailTakenError, SignIn, User

users = Table(
    "users",
    Base.metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("password_hash", String(255), nullable=False),
    Column("role", text_of(Role), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)
sign_ins = Table(
    "sign_ins",
    Base.metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("secret_hash", String(64), nullable=False),
{% if auth == "session" %}
    Column("created_at", UtcDateTime, nullable=False),
{% endif %}
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

Base.registry.map_imperatively(User, users)
Base.registry.map_imperatively(SignIn, sign_ins)


class SqlUsers:
    """The accounts that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    {{ async_ }}def add(self, user: User) -> None:
        """Store a new account.

        Raises:
            EmailTakenError: Another account has its e-mail.
        """
        self._session.add(user)
        try:
            {{ await_ }}self._session.flush()
        except IntegrityError:
            raise EmailTakenError from None

    {{ async_ }}def get(self, user_id: UUID) -> User | None:
        """Return an account."""
        return {{ await_ }}self._session.get(User, user_id)

{% if mfa %}
    {{ async_ }}def lock(self, user_id: UUID) -> User | None:
        """Return an account, locked: of two that ask at once the second waits for the first."""
        return {{ await_ }}self._session.get(User, user_id, with_for_update=True)

{% endif %}
    {{ async_ }}def get_by_email(self, email: str) -> User | None:
        """Return the account with an e-mail in its stored form."""
        return {{ await_ }}self._session.scalar(select(User).where(users.c.email == email))


class SqlSignIns:
    """The sign-ins that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, sign_in: SignIn) -> None:
        """Store a new sign-in."""
        self._session.add(sign_in)

    {{ async_ }}def get(self, sign_in_id: UUID) -> SignIn | None:
        """Return a sign-in, locked: of two that ask at once the second waits for the first."""
        return {{ await_ }}self._session.get(SignIn, sign_in_id, with_for_update=True)

{% if auth == "session" %}
    {{ async_ }}def get_with_user(self, sign_in_id: UUID) -> tuple[SignIn, User] | None:
        """Return a sign-in and whose it is, without a lock."""
        found = select(SignIn, User).join(users).where(sign_ins.c.id == sign_in_id)
        return ({{ await_ }}self._session.execute(found)).one_or_none()

{% endif %}
    {{ async_ }}def delete(self, sign_in: SignIn) -> None:
        """Delete a sign-in."""
        {{ await_ }}self._session.delete(sign_in)

    {{ async_ }}def delete_expired(self, user_id: UUID) -> None:
        """Delete the expired sign-ins of an account."""
        expired = (sign_ins.c.user_id == user_id, sign_ins.c.expires_at < utc_now())
        {{ await_ }}self._session.execute(delete(SignIn).where(*expired))
{% if mfa %}

    {{ async_ }}def delete_all(self, user_id: UUID) -> None:
        """Delete all sign-ins of an account."""
        {{ await_ }}self._session.execute(delete(SignIn).where(sign_ins.c.user_id == user_id))
{% endif %}

    {{ async_ }}def purge(self, limit: int) -> int:
        """Delete up to so many that have expired and that nobody is at; return how many."""
        expired = sign_ins.c.expires_at < utc_now()
        return {{ await_ }}purge_rows(self._session, SignIn, expired, limit)


class SqlAccountStores:
    """What a use case of accounts reads and writes, on one session."""

    def __init__(self, session: Session) -> None:
        self.users: Users = SqlUsers(session)
        self.sign_ins: SignIns = SqlSignIns(session)
{% if mfa %}
        self.second_factors: SecondFactors = SqlSecondFactors(session)
{% endif %}
