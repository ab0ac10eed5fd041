"""The order and its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from {{ package_name }}.callers import Caller
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ConflictError, TryLaterError
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.orders.fields import AmountField


{% include "templates/shared/orders/_parts/order_words.py" %}


class OrderQuerySet(models.QuerySet["Order"]):
    """Orders that a query is about."""

    def visible_to(self, caller: Caller) -> Self:
        """Restrict to those that a caller may know of: their own, or all."""
        return self.all() if caller.is_admin else self.filter(owner_id=caller.id)

    def with_lines(self) -> Self:
        """Read the lines of all orders in one query more."""
        return self.prefetch_related("stored_lines")


class Order(models.Model):
    """What somebody wants to buy. Every change makes a new version."""

    id = models.UUIDField(primary_key=True)
    owner_id = models.UUIDField()
    status = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in OrderStatus]
    )
    customer_email = models.EmailField()
    currency = models.CharField(max_length=3)
    total = AmountField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.IntegerField()
    confirming_since = models.DateTimeField(null=True)

    objects: ClassVar = OrderQuerySet.as_manager()

    class Meta:
        """The table's name, and what holds and finds its rows."""

        db_table = "orders"
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["placed", "confirmed", "cancelled"]),
                name="ck_orders_status",
            ),
        )
        indexes = (
            models.Index(
                fields=["owner_id", "created_at", "id"], name="ix_orders_owner_created_id"
            ),
            models.Index(fields=["created_at", "id"], name="ix_orders_created_id"),
        )

    def __str__(self) -> str:
        """Name the order."""
        return str(self.id)

    @cached_property
    def lines(self) -> list["OrderLine"]:
        """The lines, in their order; new ones are stored by `store`."""
        return list(self.stored_lines.all())

{% include "templates/shared/orders/_parts/order_rules.py" %}

    def store(self) -> None:
        """Write the order with its lines."""
        self.save()
        if any(line.order_id is None for line in self.lines):
            self.stored_lines.all().delete()
            for line in self.lines:
                line.order = self
            OrderLine.objects.bulk_create(self.lines)


class OrderLine(models.Model):
    """So many pieces of one thing, at a price each."""

    pk = models.CompositePrimaryKey("order_id", "position")
    order = models.ForeignKey(Order, on_delete=models.DB_CASCADE, related_name="stored_lines")
    position = models.IntegerField()
    sku = models.CharField(max_length=64)
    quantity = models.IntegerField()
    unit_price = AmountField()

    class Meta:
        """The table's name, and the order of an order's lines."""

        db_table = "order_lines"
        ordering = ("position",)

    def __str__(self) -> str:
        """Say what it is."""
        return f"{self.quantity} {self.sku}"
