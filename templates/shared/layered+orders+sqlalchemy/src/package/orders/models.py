"""The order and its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from {{ package_name }}.adapters.database.base import Base, UtcDateTime, text_of
from {{ package_name }}.adapters.database.columns import Amount
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ConflictError, TryLaterError
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money


{% include "templates/shared/orders/_parts/order_words.py" %}


class OrderLine(Base):
    """So many pieces of one thing, at a price each."""

    __tablename__ = "order_lines"

    order_id: Mapped[UUID] = mapped_column(
        ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sku: Mapped[str] = mapped_column(String(64))
    quantity: Mapped[int]
    unit_price: Mapped[Decimal] = mapped_column(Amount)


class Order(Base):
    """What somebody wants to buy. Every change makes a new version."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("status IN ('placed', 'confirmed', 'cancelled')", name="status"),
        Index("ix_orders_owner_id_created_at_id", "owner_id", "created_at", "id"),
        Index("ix_orders_created_at_id", "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID]
    status: Mapped[OrderStatus] = mapped_column(text_of(OrderStatus))
    customer_email: Mapped[str] = mapped_column(String(254))
    currency: Mapped[str] = mapped_column(String(3))
    total: Mapped[Decimal] = mapped_column(Amount)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int]
    confirming_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lines: Mapped[list[OrderLine]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=OrderLine.position
    )

{% include "templates/shared/orders/_parts/order_rules.py" %}
