{% set commands = "application.commands" if architecture == "cqrs" else "application" %}
"""The background jobs of all features."""

from collections.abc import Mapping
from dataclasses import dataclass
{% if example == "orders" %}
from uuid import UUID
{% endif %}

import structlog

{% if example == "orders" and architecture == "cqrs" %}
from {{ package_name }}.application import projections
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.{{ commands }} import orders
{% endif %}
from {{ package_name }}.{{ commands }}.cleanup import delete_expired
from {{ package_name }}.application.ports.expiring import Expiring
{% if example == "orders" and architecture == "cqrs" %}
from {{ package_name }}.application.ports.order_summaries import OrderSummaries
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.application.ports.orders import OrderStores
{% endif %}
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.mail import Mailer

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class JobParts:
    """What jobs may need."""

    expiring: Mapping[str, UnitOfWork[Expiring]]
{% if example == "orders" %}
    orders: UnitOfWork[OrderStores]
{% endif %}
{% if example == "orders" and architecture == "cqrs" %}
    order_summaries: UnitOfWork[OrderSummaries]
{% endif %}
    mailer: Mailer


{{ async_ }}def cleanup(parts: JobParts) -> None:
    """Delete what has expired."""
    counts = {{ await_ }}delete_expired(parts.expiring)
    log.info("cleaned_up", **counts)
{% if example == "orders" %}


{{ async_ }}def confirm_order(parts: JobParts, order_id: str) -> None:
    """Confirm an order."""
    {{ await_ }}orders.confirm_order(parts.orders, parts.mailer, UUID(order_id))
{% endif %}
{% if example == "orders" and architecture == "cqrs" %}


{{ async_ }}def project_order(parts: JobParts, order_id: str) -> None:
    """Bring the summary of an order up to date."""
    {{ await_ }}projections.project_order(parts.order_summaries, UUID(order_id))
{% endif %}
