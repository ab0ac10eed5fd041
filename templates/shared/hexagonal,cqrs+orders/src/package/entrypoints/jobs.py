"""The background jobs of all features."""

from dataclasses import dataclass
from uuid import UUID

{% if architecture == "cqrs" %}
from {{ package_name }}.application import projections
from {{ package_name }}.application.commands import orders as commands
from {{ package_name }}.application.ports.order_summaries import OrderSummaries
{% else %}
from {{ package_name }}.application import orders as use_cases
{% endif %}
from {{ package_name }}.application.ports.orders import OrderStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.mail import Mailer


@dataclass(frozen=True)
class JobParts:
    """What jobs may need."""

    orders: UnitOfWork[OrderStores]
{% if architecture == "cqrs" %}
    order_summaries: UnitOfWork[OrderSummaries]
{% endif %}
    mailer: Mailer


{{ async_ }}def confirm_order(parts: JobParts, order_id: str) -> None:
    """Confirm an order."""
    {{ await_ }}{{ "commands" if architecture == "cqrs" else "use_cases" }}.confirm_order(parts.orders, parts.mailer, UUID(order_id))
{% if architecture == "cqrs" %}


{{ async_ }}def project_order(parts: JobParts, order_id: str) -> None:
    """Bring the summary of an order up to date."""
    {{ await_ }}projections.project_order(parts.order_summaries, UUID(order_id))
{% endif %}
