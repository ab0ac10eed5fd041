"""The background jobs of orders."""

from uuid import UUID

from {{ package_name }}.mail import Mailer
from {{ package_name }}.orders import services


def confirm_order(mailer: Mailer, order_id: str) -> None:
    """Confirm an order."""
    services.confirm_order(mailer, UUID(order_id))
