"""The background jobs of all features."""

from uuid import UUID

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands import orders as commands
from {{ package_name }}.application.ports.orders import OrderStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.mail import Mailer


async def confirm_order(uow: UnitOfWork[OrderStores], mailer: Mailer, order_id: str) -> None:
    """Confirm an order."""
    await commands.confirm_order(uow, mailer, UUID(order_id))
{% else %}
from {{ package_name }}.application import orders as use_cases
from {{ package_name }}.application.ports.orders import OrderStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.mail import Mailer


async def confirm_order(uow: UnitOfWork[OrderStores], mailer: Mailer, order_id: str) -> None:
    """Confirm an order."""
    await use_cases.confirm_order(uow, mailer, UUID(order_id))
{% endif %}
