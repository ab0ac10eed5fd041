"""The summaries of orders, in a table of their own."""

from collections.abc import Sequence
from uuid import UUID

from django.db import models

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.order_rows import OrderRow


class OrderSummaryRow(models.Model):
    """What a summary holds of its order, whose id is no foreign key.

    A summary outlives its order until the next projection.
    """

    order_id = models.UUIDField(primary_key=True)
    owner_id = models.UUIDField()
    status = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    total = models.BigIntegerField()

    class Meta:
        """The table's name, and what finds its rows."""

        db_table = "order_summaries"
        indexes = (models.Index(fields=["owner_id", "status"], name="ix_order_summaries_owner"),)

    def __str__(self) -> str:
        """Name the row."""
        return str(self.order_id)


class SqlOrderSummaries:
    """The summaries that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._orders = OrderRow.objects.using(session.alias)
        self._summaries = OrderSummaryRow.objects.using(session.alias)

    def project(self, order_ids: Sequence[UUID]) -> None:
        """Make the summaries of some orders anew; an order that is gone has none."""
        found = self._orders.filter(id__in=order_ids).order_by("id").select_for_update()
        summaries = [
            OrderSummaryRow(
                order_id=order.id,
                owner_id=order.owner_id,
                status=order.status,
                currency=order.currency,
                total=order.total,
            )
            for order in found
        ]
        self._summaries.filter(order_id__in=order_ids).delete()
        self._summaries.bulk_create(summaries)

    def next_orders(self, after: UUID | None, limit: int) -> Sequence[UUID]:
        """Return the ids of some orders, in their order, after an id or from the first."""
        rows = self._orders if after is None else self._orders.filter(id__gt=after)
        return list(rows.order_by("id").values_list("id", flat=True)[:limit])

    def drop_orphans(self) -> None:
        """Delete the summaries of orders that are gone."""
        self._summaries.exclude(order_id__in=self._orders.values("id")).delete()
