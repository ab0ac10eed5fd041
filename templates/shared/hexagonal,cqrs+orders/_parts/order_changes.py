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
{% if architecture == "cqrs" %}
        stores.outbox.add(_job(PROJECT_ORDER, order.id))
{% endif %}
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
{% if architecture == "cqrs" %}
        stores.outbox.add(_job(PROJECT_ORDER, order.id))
{% endif %}
    return order


{{ async_ }}def delete_order(uow: UnitOfWork[OrderStores], order_id: UUID) -> None:
    """Delete an order with its lines.

    Raises:
        NotFoundError: There is no such order.
    """
    {{ async_ }}with uow.transaction() as stores:
        if not {{ await_ }}stores.orders.delete(order_id):
            raise NotFoundError
{% if architecture == "cqrs" %}
        stores.outbox.add(_job(PROJECT_ORDER, order_id))
{% endif %}


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
{% if architecture == "cqrs" %}
            if confirmed:
                stores.outbox.add(_job(PROJECT_ORDER, order_id))
{% endif %}
