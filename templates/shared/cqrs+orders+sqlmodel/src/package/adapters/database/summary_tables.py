"""The table of the summaries of orders."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.adapters.database.columns import Amount


class OrderSummaryRow(Base, table=True):
    """What a summary holds of its order, whose id is no foreign key.

    A summary outlives its order until the next projection.
    """

    __tablename__ = "order_summaries"
    __table_args__ = (Index("ix_order_summaries_owner_id_status", "owner_id", "status"),)

    order_id: UUID = Field(primary_key=True)
    owner_id: UUID
    status: str = Field(max_length=20)
    currency: str = Field(max_length=3)
    total: Decimal = Field(sa_type=Amount)


order_summaries = Base.metadata.tables["order_summaries"]
