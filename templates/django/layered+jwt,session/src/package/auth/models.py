"""The tables of accounts and their sign-ins."""

{% if mfa %}
from collections.abc import Iterable
{% endif %}
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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


def normalise_email(email: str) -> str:
    """Return the form in which e-mails are stored and compared."""
    return email.lower()


class UserManager(BaseUserManager["User"]):
    """How accounts are found and made, also by Django's own login and commands."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account with an e-mail, whatever its case."""
        return self.get(email=normalise_email(username or ""))

    def create_user(self, email: str, password: str, role: Role = Role.USER) -> "User":
        """Make an account."""
        user = self.model(email=normalise_email(email), role=role)
        user.set_password(password)
        user.save(using=self.db, force_insert=True)
        return user

    def create_superuser(self, email: str, password: str) -> "User":
        """Make an account that may do everything, for `manage.py createsuperuser`."""
        return self.create_user(email, password, Role.ADMIN)


class User(AbstractBaseUser):
    """An account. Its e-mail is stored in lower case, and so is unique whatever its case.

    Its role says what it may do, here and in the admin; there are no permissions beside it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    role = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in Role], default=Role.USER.value
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        """The table's name."""

        db_table = "users"

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


class SignIn(models.Model):
{% if auth == "jwt" %}
    """A sign-in that can be renewed: all refresh tokens that came from it, of which one works."""
{% else %}
    """A sign-in of a browser, which lasts while it is used, until its limit: a session."""
{% endif %}

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.DB_CASCADE, related_name="sign_ins")
    secret_hash = models.CharField(max_length=64)
{% if auth == "session" %}
    created_at = models.DateTimeField(default=utc_now)
{% endif %}
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        """The table's name."""

        db_table = "sign_ins"
        verbose_name = "sign-in"

    def __str__(self) -> str:
        """Name the row."""
        return str(self.id)
{% if mfa %}


class SecondFactor(models.Model):
    """An authenticator app, and the recovery codes kept for its loss.

    It counts once it is confirmed: until then nobody knows whether the app has its secret.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.OneToOneField(User, on_delete=models.DB_CASCADE, related_name="second_factor")
    sealed_secret = models.CharField(max_length=255)
    is_confirmed = models.BooleanField(default=False)
    last_step = models.IntegerField(default=0)
    failures = models.IntegerField(default=0)
    recovery_hashes = models.JSONField(default=list)

    class Meta:
        """The table's name."""

        db_table = "second_factors"
        verbose_name = "second factor"

    def __str__(self) -> str:
        """Name the row."""
        return str(self.id)

{% include "templates/shared/mfa/_parts/second_factor_rules.py" %}
{% endif %}
