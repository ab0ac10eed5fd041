"""The table of the summaries of orders."""

from sqlalchemy import Column, Index, String, Table, Uuid

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.adapters.database.columns import Amount

order_summaries = Table(
    "order_summaries",
    Base.metadata,
    # No foreign key: a summary outlives its order until the next projection.
    Column("order_id", Uuid, primary_key=True),
    Column("owner_id", Uuid, nullable=False),
    Column("status", String(20), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("total", Amount, nullable=False),
    Index("ix_order_summaries_owner_id_status", "owner_id", "status"),
)
