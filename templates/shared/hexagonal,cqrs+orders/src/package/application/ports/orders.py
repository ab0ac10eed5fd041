"""What the use cases of orders need of the outside."""

{% if architecture == "hexagonal" %}
from collections.abc import Mapping, Sequence
{% else %}
from collections.abc import Sequence
{% endif %}
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

{% if architecture == "hexagonal" %}
from {{ package_name }}.domain.orders import Order, OrderStatus
from {{ package_name }}.errors import UnprocessableError
from {{ package_name }}.money import Money
{% else %}
from {{ package_name }}.application.ports.outbox import Outbox
from {{ package_name }}.domain.orders import Order
from {{ package_name }}.errors import UnprocessableError
{% endif %}

KEY_LIFE = timedelta(hours=24)


class IdempotencyKeyReusedError(UnprocessableError):
    """The key came with another request before."""

    code = "idempotency_key_reused"
    message = "This idempotency key belongs to another request."


@dataclass(frozen=True)
class IdempotencyKey:
    """A caller's name for a request, and the request, so that no name stands for two."""

    name: str
    request: str


@dataclass(frozen=True)
class Claim:
    """Which order a key stands for, and since when."""

    order_id: UUID
    claimed_at: datetime


class IdempotencyKeys(Protocol):
    """The keys that are younger than `KEY_LIFE`, each caller's own."""

    {{ async_ }}def claim(self, owner_id: UUID, key: IdempotencyKey, claim: Claim) -> Claim:
        """Claim a key, and return the first claim to it: this one, or an older one.

        Of two at once the second waits until the first has committed.

        Raises:
            IdempotencyKeyReusedError: The key came with another request.
        """
        ...

    {{ async_ }}def purge(self, limit: int) -> int:
        """Delete up to so many that have expired and that nobody is at; return how many."""
        ...

{% if architecture == "hexagonal" %}

@dataclass(frozen=True)
class Position:
    """A place in the list of orders: between one order and the next."""

    created_at: datetime
    order_id: UUID


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """Which orders are wanted, and in which order; None leaves a criterion out."""

    owner_id: UUID | None = None
    status: OrderStatus | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    descending: bool = True
    after: Position | None = None


@dataclass(frozen=True)
class Stats:
    """How many orders there are of each status, and what the confirmed ones are worth."""

    counts: Mapping[str, int]
    revenue: Sequence[Money]

{% endif %}

class Orders(Protocol):
    """The orders that are stored."""

    def add(self, order: Order) -> None:
        """Store a new order."""

    {{ async_ }}def get(self, order_id: UUID, *, for_update: bool = False) -> Order | None:
        """Return an order, if need be locked until the transaction ends."""

    {{ async_ }}def delete(self, order_id: UUID) -> bool:
        """Delete an order; return whether there was one."""
        ...

    {{ async_ }}def placed(self) -> Sequence[UUID]:
        """Return the ids of all orders that wait for their confirmation."""
        ...

{% if architecture == "hexagonal" %}
    {{ async_ }}def find(self, criteria: Criteria, limit: int) -> Sequence[Order]:
        """Return the first orders that meet the criteria."""
        ...

    {{ async_ }}def stats(self, owner_id: UUID | None) -> Stats:
        """Sum up an owner's orders, or everybody's; revenue is sorted by currency."""
        ...

{% endif %}

class OrderStores(Protocol):
    """What a use case of orders reads and writes in one transaction."""

    orders: Orders
    idempotency_keys: IdempotencyKeys
{% if architecture == "cqrs" %}
    outbox: Outbox
{% endif %}
