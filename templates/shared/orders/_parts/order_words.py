class OrderNotEditableError(ConflictError):
    """Only a placed order can be changed."""

    code = "order_not_editable"
    message = "Only an order that is placed can be changed."


class OrderAlreadyConfirmedError(ConflictError):
    """A confirmed order cannot be cancelled."""

    code = "order_already_confirmed"
    message = "The order is confirmed and cannot be cancelled any more."


class OrderStatus(StrEnum):
    """The stages of an order's life."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


# For so long a run of the job has an order to itself; a mail is rarely so long on its way.
CONFIRMATION_LEASE = timedelta(seconds=30)
CONFIRMATION_RETRY_SECONDS = 5


@dataclass(frozen=True)
class Item:
    """A line of an order as a caller gives it."""

    sku: str
    quantity: int
    unit_price: Money
