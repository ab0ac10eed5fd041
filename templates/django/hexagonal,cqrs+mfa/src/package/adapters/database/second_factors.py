"""Second factors in their table."""

from uuid import UUID

from django.db import models

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.domain.second_factors import SecondFactor


class SecondFactorRow(models.Model):
    """The second factor of an account."""

    id = models.UUIDField(primary_key=True)
    user = models.OneToOneField(
        "database.UserRow", on_delete=models.DB_CASCADE, related_name="second_factor"
    )
    sealed_secret = models.CharField(max_length=255)
    is_confirmed = models.BooleanField()
    last_step = models.IntegerField()
    failures = models.IntegerField()
    recovery_hashes = models.JSONField()

    class Meta:
        """The table's name."""

        db_table = "second_factors"
        verbose_name = "second factor"

    def __str__(self) -> str:
        """Name the row."""
        return str(self.id)


class SqlSecondFactors:
    """The second factors that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows = SecondFactorRow.objects.using(session.alias)

    def add(self, factor: SecondFactor) -> None:
        """Store a new second factor, of an account that is locked."""
        self._rows.create(id=factor.id, **_columns(factor))
        self._session.watch(factor, self._write)

    def get(self, user_id: UUID) -> SecondFactor | None:
        """Return the second factor of an account."""
        self._session.flush()
        row = self._rows.filter(user_id=user_id).first()
        return None if row is None else self._session.watch(_to_factor(row), self._write)

    def delete(self, factor: SecondFactor) -> None:
        """Delete a second factor."""
        self._session.forget(factor.id)
        self._rows.filter(id=factor.id).delete()

    def _write(self, factor: SecondFactor) -> None:
        self._rows.filter(id=factor.id).update(**_columns(factor))


def _to_factor(row: SecondFactorRow) -> SecondFactor:
    return SecondFactor(
        id=row.id,
        user_id=row.user_id,
        sealed_secret=row.sealed_secret,
        is_confirmed=row.is_confirmed,
        last_step=row.last_step,
        failures=row.failures,
        recovery_hashes=row.recovery_hashes,
    )


def _columns(factor: SecondFactor) -> dict[str, object]:
    return {
        "user_id": factor.user_id,
        "sealed_secret": factor.sealed_secret,
        "is_confirmed": factor.is_confirmed,
        "last_step": factor.last_step,
        "failures": factor.failures,
        "recovery_hashes": factor.recovery_hashes,
    }
