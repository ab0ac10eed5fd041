"""Accounts and sign-ins in their tables."""

{% if mfa %}
from collections.abc import Iterable
{% endif %}
from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, models, transaction

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
from {{ package_name }}.domain.accounts import (
    EmailTakenError,
    SignIn,
    User,
    normalise_email,
)


class UserManager(BaseUserManager["UserRow"]):
    """How Django's own login and commands find and make accounts."""

    def get_by_natural_key(self, username: str | None) -> "UserRow":
        """Return the account with an e-mail, whatever its case."""
        return self.get(email=normalise_email(username or ""))

    def create_superuser(self, email: str, password: str) -> "UserRow":
        """Make an account that may do everything, for `manage.py createsuperuser`."""
        user = User(
            email=normalise_email(email), password_hash=make_password(password), role=Role.ADMIN
        )
        return self.create(id=user.id, **_user_columns(user))


class UserRow(AbstractBaseUser):
    """An account, also for Django's admin: whoever is an admin of the service may use it."""

    id = models.UUIDField(primary_key=True, editable=False)
    email = models.EmailField(unique=True)
    role = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Role])
    is_active = models.BooleanField()
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        """The table's name, and the admin's for its rows."""

        db_table = "users"
        verbose_name = "user"

    @property
    def is_staff(self) -> bool:
        """Whether the admin lets them in."""
        return self.role == Role.ADMIN

{% if mfa %}
{% include "templates/django/mfa/_parts/admin_sessions.py" %}

{% endif %}
    def has_perm(self, _permission: str, _row: object = None) -> bool:
        """Tell whether the admin lets them do something."""
        return self.is_active and self.is_staff

    def has_module_perms(self, _app: str) -> bool:
        """Tell whether the admin shows them an app."""
        return self.is_active and self.is_staff


class SignInRow(models.Model):
    """A sign-in."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(UserRow, on_delete=models.DB_CASCADE, related_name="sign_ins")
    secret_hash = models.CharField(max_length=64)
{% if auth == "session" %}
    created_at = models.DateTimeField()
{% endif %}
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        """The table's name."""

        db_table = "sign_ins"
        verbose_name = "sign-in"

    def __str__(self) -> str:
        """Name the row."""
        return str(self.id)


class SqlUsers:
    """The accounts that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows = UserRow.objects.using(session.alias)

    def add(self, user: User) -> None:
        """Store a new account.

        Raises:
            EmailTakenError: Another account has its e-mail.
        """
        try:
            with transaction.atomic(using=self._session.alias):
                self._rows.create(id=user.id, **_user_columns(user))
        except IntegrityError:
            raise EmailTakenError from None
        self._session.watch(user, self._write)

    def get(self, user_id: UUID) -> User | None:
        """Return an account."""
        self._session.flush()
        return self._watched(self._rows.filter(id=user_id).first())

{% if mfa %}
    def lock(self, user_id: UUID) -> User | None:
        """Return an account, locked: of two that ask at once the second waits for the first."""
        self._session.flush()
        return self._watched(self._rows.select_for_update().filter(id=user_id).first())

{% endif %}
    def get_by_email(self, email: str) -> User | None:
        """Return the account with an e-mail in its stored form."""
        self._session.flush()
        return self._watched(self._rows.filter(email=email).first())

    def _watched(self, row: UserRow | None) -> User | None:
        return None if row is None else self._session.watch(_to_user(row), self._write)

    def _write(self, user: User) -> None:
        self._rows.filter(id=user.id).update(**_user_columns(user))


class SqlSignIns:
    """The sign-ins that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows = SignInRow.objects.using(session.alias)

    def add(self, sign_in: SignIn) -> None:
        """Store a new sign-in."""
        self._rows.create(id=sign_in.id, **_sign_in_columns(sign_in))
        self._session.watch(sign_in, self._write)

    def get(self, sign_in_id: UUID) -> SignIn | None:
        """Return a sign-in, locked: of two that ask at once the second waits for the first."""
        self._session.flush()
        row = self._rows.select_for_update().filter(id=sign_in_id).first()
        return None if row is None else self._session.watch(_to_sign_in(row), self._write)

{% if auth == "session" %}
    def get_with_user(self, sign_in_id: UUID) -> tuple[SignIn, User] | None:
        """Return a sign-in and whose it is, without a lock."""
        self._session.flush()
        row = self._rows.select_related("user").filter(id=sign_in_id).first()
        return None if row is None else (_to_sign_in(row), _to_user(row.user))

{% endif %}
    def delete(self, sign_in: SignIn) -> None:
        """Delete a sign-in."""
        self._session.forget(sign_in.id)
        self._rows.filter(id=sign_in.id).delete()

    def delete_expired(self, user_id: UUID) -> None:
        """Delete the expired sign-ins of an account."""
        self._session.flush()
        self._rows.filter(user_id=user_id, expires_at__lt=utc_now()).delete()
{% if mfa %}

    def delete_all(self, user_id: UUID) -> None:
        """Delete all sign-ins of an account."""
        self._session.flush()
        self._rows.filter(user_id=user_id).delete()
{% endif %}

    def purge(self, limit: int) -> int:
        """Delete up to so many that have expired and that nobody is at; return how many."""
        self._session.flush()
        return purge_rows(self._rows.filter(expires_at__lt=utc_now()), limit)

    def _write(self, sign_in: SignIn) -> None:
        self._rows.filter(id=sign_in.id).update(**_sign_in_columns(sign_in))


class SqlAccountStores:
    """What a use case of accounts reads and writes, in one transaction."""

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
        password_hash=row.password,
        role=Role(row.role),
        is_active=row.is_active,
        created_at=row.created_at,
    )


def _user_columns(user: User) -> dict[str, object]:
    return {
        "email": user.email,
        "password": user.password_hash,
        "role": user.role,
        "is_active": user.is_active,
        "created_at": user.created_at,
    }


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


def _sign_in_columns(sign_in: SignIn) -> dict[str, object]:
    return {
        "user_id": sign_in.user_id,
        "secret_hash": sign_in.secret_hash,
{% if auth == "session" %}
        "created_at": sign_in.created_at,
{% endif %}
        "expires_at": sign_in.expires_at,
    }
