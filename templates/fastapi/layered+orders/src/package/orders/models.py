"""The order and its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from {{ package_name }}.adapters.database.base import Base, UtcDateTime
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ConflictError
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import TryLaterError
from {{ package_name }}.money import Money
from {{ package_name }}.orders.columns import Amount


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


class OrderLine(Base):
    """So many pieces of one thing, at a price each."""

    __tablename__ = "order_lines"

    order_id: Mapped[UUID] = mapped_column(
        ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sku: Mapped[str] = mapped_column(String(64))
    quantity: Mapped[int]
    unit_price: Mapped[Decimal] = mapped_column(Amount)


class Order(Base):
    """What somebody wants to buy. Every change makes a new version."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("status IN ('placed', 'confirmed', 'cancelled')", name="status"),
        Index("ix_orders_owner_id_created_at_id", "owner_id", "created_at", "id"),
        Index("ix_orders_created_at_id", "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID]
    status: Mapped[OrderStatus] = mapped_column(String(20))
    customer_email: Mapped[str] = mapped_column(String(254))
    currency: Mapped[str] = mapped_column(String(3))
    total: Mapped[Decimal] = mapped_column(Amount)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int]
    confirming_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lines: Mapped[list[OrderLine]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=OrderLine.position
    )

    @classmethod
    def place(cls, owner_id: UUID, customer_email: str, items: Sequence[Item]) -> "Order":
        """Make a new order."""
        now = utc_now()
        order = cls(
            id=new_id(),
            owner_id=owner_id,
            status=OrderStatus.PLACED,
            customer_email=customer_email,
            created_at=now,
            updated_at=now,
            version=1,
        )
        order._set_lines(items)
        return order

    def edit(self, customer_email: str | None = None, items: Sequence[Item] | None = None) -> None:
        """Change who the order is for, or what is in it; None leaves it as it is.

        Raises:
            OrderNotEditableError: The order is confirmed or cancelled, or is being confirmed.
        """
        if self.status != OrderStatus.PLACED or self._is_being_confirmed():
            raise OrderNotEditableError
        if customer_email is None and items is None:
            return
        if customer_email is not None:
            self.customer_email = customer_email
        if items is not None:
            self._set_lines(items)
        self._changed()

    def cancel(self) -> None:
        """Call the order off; to do so again changes nothing.

        Raises:
            OrderAlreadyConfirmedError: It is too late.
        """
        if self.status == OrderStatus.CONFIRMED or self._is_being_confirmed():
            raise OrderAlreadyConfirmedError
        if self.status == OrderStatus.PLACED:
            self.status = OrderStatus.CANCELLED
            self._changed()

    def begin_confirmation(self) -> datetime | None:
        """Reserve the order for the confirmation; return None when there is nothing to confirm.

        Raises:
            TryLaterError: Another run has reserved it, and may yet fail.
        """
        if self.status != OrderStatus.PLACED:
            return None
        if self._is_being_confirmed():
            raise TryLaterError(CONFIRMATION_RETRY_SECONDS)
        self.confirming_since = utc_now()
        return self.confirming_since

    def end_confirmation(self, reservation: datetime, *, confirmed: bool) -> None:
        """Confirm the order, or leave it placed where its customer could not be told.

        A reservation that has run out and been taken over, or overtaken by a cancellation, ends
        nothing.
        """
        if self.confirming_since != reservation or self.status != OrderStatus.PLACED:
            return
        self.confirming_since = None
        if confirmed:
            self.status = OrderStatus.CONFIRMED
            self._changed()

    def _is_being_confirmed(self) -> bool:
        since = self.confirming_since
        return since is not None and utc_now() - since < CONFIRMATION_LEASE

    def _set_lines(self, items: Sequence[Item]) -> None:
        self.lines = [
            OrderLine(
                position=position,
                sku=item.sku,
                quantity=item.quantity,
                unit_price=item.unit_price.amount,
            )
            for position, item in enumerate(items)
        ]
        self.currency = items[0].unit_price.currency
        self.total = sum((line.quantity * line.unit_price for line in self.lines), Decimal())

    def _changed(self) -> None:
        self.updated_at = utc_now()
        self.version += 1
