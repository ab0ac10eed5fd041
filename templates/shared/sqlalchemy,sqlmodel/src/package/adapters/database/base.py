"""What all tables share."""

{% if orm == "sqlmodel" %}
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Enum, MetaData
from sqlmodel import SQLModel


class Base(SQLModel):
    """The base of all models; constraints get names that migrations can rely on."""

    metadata: ClassVar[MetaData] = MetaData(
{% else %}
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Enum, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """The base of all models; constraints get names that migrations can rely on."""

    metadata = MetaData(
{% endif %}
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

{% if orm == "sqlalchemy" %}

class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC, also where the database keeps no time zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Store every time in UTC, so that they compare also as text."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the time zone back that SQLite has dropped, or that the session has another of."""
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value and value.astimezone(UTC)

{% endif %}

def text_of(members: type[StrEnum]) -> Enum:
    """Make the type of a column that keeps an enumeration as the text of its members."""
    return Enum(
        members,
        native_enum=False,
        length=20,
        values_callable=lambda each: [member.value for member in each],
    )
