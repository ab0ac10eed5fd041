"""What can be done with orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from {{ package_name }}.application.ports.orders import (
    Claim,
    IdempotencyKey,
    OrderStores,
)
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Caller
from {{ package_name }}.domain.orders import Item, Order
from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.jobs import Job
from {{ package_name }}.mail import Mail, Mailer
from {{ package_name }}.preconditions import require_match

CONFIRM_ORDER = "confirm_order"
PROJECT_ORDER = "project_order"


@dataclass(frozen=True)
class Placement:
    """An order as it was placed, and whether this is a repetition."""

    order: Order
    replayed: bool


{{ async_ }}def place_order(
    uow: UnitOfWork[OrderStores],
    caller: Caller,
    customer_email: str,
    items: Sequence[Item],
    key: IdempotencyKey | None,
) -> Placement:
    """Place an order, to be confirmed soon: once for each of the caller's keys.

    Raises:
        IdempotencyKeyReusedError: The key came with another order before.
    """
    order = Order.place(caller.id, customer_email, items)
    claim = first = Claim(order.id, order.created_at)
    {{ async_ }}with uow.transaction() as stores:
        if key is not None:
            first = {{ await_ }}stores.idempotency_keys.claim(caller.id, key, claim)
        if first == claim:
            stores.orders.add(order)
            stores.outbox.add(_job(PROJECT_ORDER, order.id))
            stores.outbox.add(_job(CONFIRM_ORDER, order.id))
        else:
            order.id, order.created_at, order.updated_at = (
                first.order_id,
                first.claimed_at,
                first.claimed_at,
            )
    return Placement(order, replayed=first != claim)


{% include "templates/shared/hexagonal,cqrs+orders/_parts/order_changes.py" %}


{{ async_ }}def requeue_placed(uow: UnitOfWork[OrderStores]) -> int:
    """Ask again for the confirmation of every order that waits for one; return how many do."""
    {{ async_ }}with uow.transaction() as stores:
        waiting = {{ await_ }}stores.orders.placed()
        for order_id in waiting:
            stores.outbox.add(_job(CONFIRM_ORDER, order_id))
    return len(waiting)


def _visible(caller: Caller, order: Order | None) -> Order:
    if order is None or not (caller.is_admin or order.owner_id == caller.id):
        raise NotFoundError
    return order


def _job(name: str, order_id: UUID) -> Job:
    return Job(name, {"order_id": str(order_id)})


def _confirmation_mail(order: Order) -> Mail:
    return Mail(
        # An edit makes it another mail.
        id=f"{order.id}.{order.version}.confirmed",
        to=order.customer_email,
        subject="Your order is confirmed",
        text=f"We have confirmed your order {order.id}: {order.total:.2f} {order.currency}.\n",
    )
