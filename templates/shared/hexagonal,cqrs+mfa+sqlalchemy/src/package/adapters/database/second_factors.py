"""Second factors in their table."""

from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Uuid, select

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.domain.second_factors import SecondFactor

second_factors = Table(
    "second_factors",
    Base.metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("sealed_secret", String(255), nullable=False),
    Column("is_confirmed", Boolean, nullable=False),
    Column("last_step", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("recovery_hashes", JSON, nullable=False),
)

Base.registry.map_imperatively(SecondFactor, second_factors)


class SqlSecondFactors:
    """The second factors that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, factor: SecondFactor) -> None:
        """Store a new second factor, of an account that is locked."""
        self._session.add(factor)

    {{ async_ }}def get(self, user_id: UUID) -> SecondFactor | None:
        """Return the second factor of an account."""
        found = select(SecondFactor).where(second_factors.c.user_id == user_id)
        return {{ await_ }}self._session.scalar(found)

    {{ async_ }}def delete(self, factor: SecondFactor) -> None:
        """Delete a second factor."""
        {{ await_ }}self._session.delete(factor)
