"""The order and its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, Relationship

from {{ package_name }}.adapters.database.base import Base, text_of
from {{ package_name }}.adapters.database.columns import Amount
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ConflictError, TryLaterError
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money


{% include "templates/shared/orders/_parts/order_words.py" %}


class OrderLine(Base, table=True):
    """So many pieces of one thing, at a price each. Its order gives it the id when it is stored."""

    __tablename__ = "order_lines"

    order_id: UUID | None = Field(
        default=None, foreign_key="orders.id", ondelete="CASCADE", primary_key=True
    )
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sku: str = Field(max_length=64)
    quantity: int
    unit_price: Decimal = Field(sa_type=Amount)


class Order(Base, table=True):
    """What somebody wants to buy. Every change makes a new version."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("status IN ('placed', 'confirmed', 'cancelled')", name="status"),
        Index("ix_orders_owner_id_created_at_id", "owner_id", "created_at", "id"),
        Index("ix_orders_created_at_id", "created_at", "id"),
    )

    id: UUID = Field(primary_key=True)
    owner_id: UUID
    status: OrderStatus = Field(sa_type=text_of(OrderStatus))
    customer_email: str = Field(max_length=254)
    # Both come from the lines.
    currency: str = Field(default="", max_length=3)
    total: Decimal = Field(default=Decimal(), sa_type=Amount)
    created_at: datetime
    updated_at: datetime
    version: int
    confirming_since: datetime | None = None
    lines: list[OrderLine] = Relationship(
        cascade_delete=True,
        sa_relationship_kwargs={"lazy": "selectin", "order_by": OrderLine.position},
    )

{% include "templates/shared/orders/_parts/order_rules.py" %}
