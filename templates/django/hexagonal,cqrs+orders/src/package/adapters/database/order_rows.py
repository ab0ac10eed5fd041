"""The tables of orders, and the way from their rows to the domain's classes and back."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from {{ package_name }}.domain.orders import Order, OrderLine, OrderStatus

HUNDREDTHS = 100
STATUSES = [status.value for status in OrderStatus]


class OrderRow(models.Model):
    """An order. Its amounts are whole numbers of hundredths: SQLite has no decimals."""

    id = models.UUIDField(primary_key=True)
    owner_id = models.UUIDField()
    status = models.CharField(max_length=20, choices=[(each, each) for each in STATUSES])
    customer_email = models.EmailField()
    currency = models.CharField(max_length=3)
    total = models.BigIntegerField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.IntegerField()
    confirming_since = models.DateTimeField(null=True)

    class Meta:
        """The table's name, and what holds and finds its rows."""

        db_table = "orders"
        verbose_name = "order"
        constraints = (
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="ck_orders_status"),
        )
        indexes = (
            models.Index(
                fields=["owner_id", "created_at", "id"], name="ix_orders_owner_created_id"
            ),
            models.Index(fields=["created_at", "id"], name="ix_orders_created_id"),
        )

    def __str__(self) -> str:
        """Name the row."""
        return str(self.id)


class OrderLineRow(models.Model):
    """A line of an order."""

    pk = models.CompositePrimaryKey("order_id", "position")
    order = models.ForeignKey(OrderRow, on_delete=models.DB_CASCADE, related_name="lines")
    position = models.IntegerField()
    sku = models.CharField(max_length=64)
    quantity = models.IntegerField()
    unit_price = models.BigIntegerField()

    class Meta:
        """The table's name, and the order of an order's lines."""

        db_table = "order_lines"
        ordering = ("position",)

    def __str__(self) -> str:
        """Name the row."""
        return f"{self.quantity} {self.sku}"


def to_hundredths(amount: Decimal) -> int:
    """Count the hundredths of an amount."""
    return int(amount * HUNDREDTHS)


def to_amount(hundredths: int) -> Decimal:
    """Return the amount of so many hundredths."""
    return Decimal(hundredths) / HUNDREDTHS


def to_order(row: OrderRow) -> Order:
    """Make the order that a row and its lines stand for."""
    order = Order(
        id=row.id,
        owner_id=row.owner_id,
        status=OrderStatus(row.status),
        customer_email=row.customer_email,
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=row.version,
        confirming_since=row.confirming_since,
    )
    order.currency = row.currency
    order.total = to_amount(row.total)
    order.lines = [
        OrderLine(
            position=line.position,
            sku=line.sku,
            quantity=line.quantity,
            unit_price=to_amount(line.unit_price),
        )
        for line in row.lines.all()
    ]
    return order


def to_columns(order: Order) -> dict[str, object]:
    """Return what an order's row holds beside its id."""
    return {
        "owner_id": order.owner_id,
        "status": order.status,
        "customer_email": order.customer_email,
        "currency": order.currency,
        "total": to_hundredths(order.total),
        "created_at": order.created_at,
        "updated_at": order.updated_at,
        "version": order.version,
        "confirming_since": order.confirming_since,
    }


def to_line_rows(order: Order) -> list[OrderLineRow]:
    """Make the rows of an order's lines."""
    return [
        OrderLineRow(
            order_id=order.id,
            position=line.position,
            sku=line.sku,
            quantity=line.quantity,
            unit_price=to_hundredths(line.unit_price),
        )
        for line in order.lines
    ]
