"""The tables of orders, and the way from their rows to the domain's classes and back."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, Relationship

from {{ package_name }}.adapters.database.base import Base, text_of
from {{ package_name }}.adapters.database.columns import Amount
from {{ package_name }}.domain.orders import Order, OrderLine, OrderStatus


class OrderLineRow(Base, table=True):
    """A line of an order."""

    __tablename__ = "order_lines"

    order_id: UUID = Field(foreign_key="orders.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sku: str = Field(max_length=64)
    quantity: int
    unit_price: Decimal = Field(sa_type=Amount)


class OrderRow(Base, table=True):
    """An order."""

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
    currency: str = Field(max_length=3)
    total: Decimal = Field(sa_type=Amount)
    created_at: datetime
    updated_at: datetime
    version: int
    confirming_since: datetime | None = None
    lines: list[OrderLineRow] = Relationship(
        cascade_delete=True,
        sa_relationship_kwargs={"lazy": "selectin", "order_by": OrderLineRow.position},
    )


orders = Base.metadata.tables["orders"]
order_lines = Base.metadata.tables["order_lines"]


def to_order(row: OrderRow) -> Order:
    """Make the order that a row and its lines stand for."""
    order = Order(
        id=row.id,
        owner_id=row.owner_id,
        status=row.status,
        customer_email=row.customer_email,
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=row.version,
        confirming_since=row.confirming_since,
    )
    order.currency = row.currency
    order.total = row.total
    order.lines = [
        OrderLine(
            position=line.position,
            sku=line.sku,
            quantity=line.quantity,
            unit_price=line.unit_price,
        )
        for line in row.lines
    ]
    return order


def to_row(order: Order) -> OrderRow:
    """Make the row of a new order."""
    return OrderRow(lines=_line_rows(order), **_columns(order))


def write(order: Order, row: OrderRow) -> None:
    """Bring the row of an order up to date."""
    # Lines do not change without a new version.
    if row.version != order.version:
        row.lines = _line_rows(order)
    row.sqlmodel_update(_columns(order))


def _columns(order: Order) -> dict[str, Any]:
    return {
        "id": order.id,
        "owner_id": order.owner_id,
        "status": order.status,
        "customer_email": order.customer_email,
        "currency": order.currency,
        "total": order.total,
        "created_at": order.created_at,
        "updated_at": order.updated_at,
        "version": order.version,
        "confirming_since": order.confirming_since,
    }


def _line_rows(order: Order) -> list[OrderLineRow]:
    return [
        OrderLineRow(
            order_id=order.id,
            position=line.position,
            sku=line.sku,
            quantity=line.quantity,
            unit_price=line.unit_price,
        )
        for line in order.lines
    ]
