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


{{ async_ }}def edit_order(  # noqa: PLR0913, PLR0917 - one port, and what may change in an order
    uow: UnitOfWork[OrderStores],
    caller: Caller,
    order_id: UUID,
    customer_email: str | None,
    items: Sequence[Item] | None,
    if_match: str | None,
) -> Order:
    """Change a placed order; what is None stays.

    Raises:
        NotFoundError: The caller has no such order.
        PreconditionRequiredError: `if_match` is missing.
        PreconditionFailedError: The order has changed since the caller read it.
        OrderNotEditableError: The order is confirmed or cancelled.
    """
    {{ async_ }}with uow.transaction() as stores:
        order = _visible(caller, {{ await_ }}stores.orders.get(order_id, for_update=True))
        require_match(if_match, order.version)
        order.edit(customer_email, items)
        stores.outbox.add(_job(PROJECT_ORDER, order.id))
    return order


{{ async_ }}def cancel_order(uow: UnitOfWork[OrderStores], caller: Caller, order_id: UUID) -> Order:
    """Call an order off.

    Raises:
        NotFoundError: The caller has no such order.
        OrderAlreadyConfirmedError: It is too late.
    """
    {{ async_ }}with uow.transaction() as stores:
        order = _visible(caller, {{ await_ }}stores.orders.get(order_id, for_update=True))
        order.cancel()
        stores.outbox.add(_job(PROJECT_ORDER, order.id))
    return order


{{ async_ }}def delete_order(uow: UnitOfWork[OrderStores], order_id: UUID) -> None:
    """Delete an order with its lines.

    Raises:
        NotFoundError: There is no such order.
    """
    {{ async_ }}with uow.transaction() as stores:
        if not {{ await_ }}stores.orders.delete(order_id):
            raise NotFoundError
        stores.outbox.add(_job(PROJECT_ORDER, order_id))


{{ async_ }}def confirm_order(uow: UnitOfWork[OrderStores], mailer: Mailer, order_id: UUID) -> None:
    """Confirm a placed order and tell its customer: once, however often this runs.

    No transaction is open while the mail is on its way; a reservation keeps other runs, edits and
    cancellations out. Without the mail there is no confirmation, and the job fails.

    Raises:
        TryLaterError: Another run is at it.
        OSError: The mail could not be sent.
    """
    {{ async_ }}with uow.transaction() as stores:
        order = {{ await_ }}stores.orders.get(order_id, for_update=True)
        reservation = order.begin_confirmation() if order is not None else None
    if order is None or reservation is None:
        return
    confirmed = False
    try:
        {{ await_ }}mailer.send(_confirmation_mail(order))
        confirmed = True
    finally:
        {{ async_ }}with uow.transaction() as stores:
            order = {{ await_ }}stores.orders.get(order_id, for_update=True)
            if order is not None:
                order.end_confirmation(reservation, confirmed=confirmed)
            if confirmed:
                stores.outbox.add(_job(PROJECT_ORDER, order_id))


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
