"""Something that expires: idempotency keys."""

from datetime import timedelta

from {{ package_name }}.clock import utc_now

from tests.e2e.order_calls import post_order
from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows

KIND = "idempotency_keys"
TABLE = "idempotency_records"
LIFE = timedelta(hours=24)


{{ async_ }}def leave_row(client: Client) -> None:
    """Leave a row that lives for some time."""
    {{ await_ }}post_order(client, key="once")


{{ async_ }}def age_rows(app: App, age: timedelta) -> None:
    """Let all such rows be so old."""
    {{ await_ }}change(app, TABLE, created_at=utc_now() - age)


{{ async_ }}def count_rows(app: App) -> int:
    """Return how many such rows there are."""
    return len({{ await_ }}rows(app, TABLE))
