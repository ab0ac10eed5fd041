"""The background jobs of orders."""

from uuid import UUID

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.mail import Mailer
from {{ package_name }}.orders import services


{{ async_ }}def confirm_order(database: Database, mailer: Mailer, order_id: str) -> None:
    """Confirm an order."""
    {{ await_ }}services.confirm_order(database, mailer, UUID(order_id))
