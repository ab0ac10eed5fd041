"""Orders as they are shown, and where queries find them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from {{ package_name }}.money import Money


@dataclass(frozen=True)
class LineView:
    """So many pieces of one thing, at a price each."""

    sku: str
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True, kw_only=True)
class OrderView:
    """An order as it is shown."""

    id: UUID
    owner_id: UUID
    status: str
    customer_email: str
    currency: str
    total: Decimal
    created_at: datetime
    updated_at: datetime
    version: int
    lines: Sequence[LineView]


@dataclass(frozen=True)
class Position:
    """A place in the list of orders: between one order and the next."""

    created_at: datetime
    order_id: UUID


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """Which orders are wanted, and in which order; None leaves a criterion out."""

    owner_id: UUID | None = None
    status: str | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    descending: bool = True
    after: Position | None = None


@dataclass(frozen=True)
class Stats:
    """How many orders there are of each status, and what the confirmed ones are worth."""

    counts: Mapping[str, int]
    revenue: Sequence[Money]


class OrderViews(Protocol):
    """What queries read: orders as they are, and sums as the last projection left them."""

    {{ async_ }}def get(self, order_id: UUID) -> OrderView | None:
        """Return an order."""

    {{ async_ }}def find(self, criteria: Criteria, limit: int) -> Sequence[OrderView]:
        """Return the first orders that meet the criteria."""
        ...

    {{ async_ }}def stats(self, owner_id: UUID | None) -> Stats:
        """Sum up an owner's orders, or everybody's; revenue is sorted by currency."""
        ...
