"""The order and its rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ConflictError, TryLaterError
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money


{% include "templates/shared/orders/_parts/order_words.py" %}


@dataclass(eq=False, kw_only=True)
class OrderLine:
    """So many pieces of one thing, at a price each."""

    position: int
    sku: str
    quantity: int
    unit_price: Decimal


@dataclass(eq=False, kw_only=True)
class Order:
    """What somebody wants to buy. Every change makes a new version."""

    id: UUID
    owner_id: UUID
    status: OrderStatus
    customer_email: str
    currency: str = field(init=False)
    total: Decimal = field(init=False)
    created_at: datetime
    updated_at: datetime
    version: int
    confirming_since: datetime | None = None
    lines: list[OrderLine] = field(init=False)

{% include "templates/shared/orders/_parts/order_rules.py" %}
