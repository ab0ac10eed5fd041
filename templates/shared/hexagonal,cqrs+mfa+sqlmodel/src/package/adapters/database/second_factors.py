"""Second factors in their table."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import JSON, Field, col

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.tracked import Tracked
from {{ package_name }}.domain.second_factors import SecondFactor


class SecondFactorRow(Base, table=True):
    """The second factor of an account."""

    __tablename__ = "second_factors"

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", unique=True)
    sealed_secret: str = Field(max_length=255)
    is_confirmed: bool
    last_step: int
    failures: int
    recovery_hashes: list[str] = Field(sa_type=JSON)


class SqlSecondFactors:
    """The second factors that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tracked = Tracked(session, _write)

    def add(self, factor: SecondFactor) -> None:
        """Store a new second factor, of an account that is locked."""
        row = SecondFactorRow(**_columns(factor))
        self._session.add(row)
        self._tracked.track(factor, row)

    async def get(self, user_id: UUID) -> SecondFactor | None:
        """Return the second factor of an account."""
        self._tracked.flush()
        found = select(SecondFactorRow).where(col(SecondFactorRow.user_id) == user_id)
        row = await self._session.scalar(found)
        return None if row is None else self._tracked.track(_to_factor(row), row)

    async def delete(self, factor: SecondFactor) -> None:
        """Delete a second factor."""
        gone = delete(SecondFactorRow).where(col(SecondFactorRow.id) == factor.id)
        await self._session.execute(gone)


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


def _columns(factor: SecondFactor) -> dict[str, Any]:
    return {
        "id": factor.id,
        "user_id": factor.user_id,
        "sealed_secret": factor.sealed_secret,
        "is_confirmed": factor.is_confirmed,
        "last_step": factor.last_step,
        "failures": factor.failures,
        "recovery_hashes": factor.recovery_hashes,
    }


def _write(factor: SecondFactor, row: SecondFactorRow) -> None:
    row.sqlmodel_update(_columns(factor))
