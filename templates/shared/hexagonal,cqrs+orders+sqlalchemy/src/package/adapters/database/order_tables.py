"""The tables of orders, and the domain's classes mapped onto them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
)
from sqlalchemy.orm import relationship

from {{ package_name }}.adapters.database.base import Base, UtcDateTime, text_of
from {{ package_name }}.adapters.database.columns import Amount
from {{ package_name }}.domain.orders import Order, OrderLine, OrderStatus

orders = Table(
    "orders",
    Base.metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner_id", Uuid, nullable=False),
    Column("status", text_of(OrderStatus), nullable=False),
    Column("customer_email", String(254), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("total", Amount, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("confirming_since", UtcDateTime),
    CheckConstraint("status IN ('placed', 'confirmed', 'cancelled')", name="status"),
    Index("ix_orders_owner_id_created_at_id", "owner_id", "created_at", "id"),
    Index("ix_orders_created_at_id", "created_at", "id"),
)
order_lines = Table(
    "order_lines",
    Base.metadata,
    Column("order_id", ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("sku", String(64), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit_price", Amount, nullable=False),
)

Base.registry.map_imperatively(OrderLine, order_lines)
Base.registry.map_imperatively(
    Order,
    orders,
    properties={
        "lines": relationship(
            OrderLine,
            cascade="all, delete-orphan",
            lazy="selectin",
            order_by=order_lines.c.position,
        )
    },
)
