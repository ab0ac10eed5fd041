"""Something that expires, whatever that is in this service."""

from datetime import timedelta

from {{ package_name }}.clock import utc_now

{% if auth == "none" %}
from tests.e2e.order_calls import post_order
{% endif %}
from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows

A_MONTH = timedelta(days=31)
{% if auth == "none" %}
KIND, TABLE = "idempotency_keys", "idempotency_records"


{{ async_ }}def leave_row(client: Client) -> None:
    """Leave a row that lives for some time."""
    {{ await_ }}post_order(client, key="once")


{{ async_ }}def expire_rows(app: App) -> None:
    """Let all such rows expire."""
    {{ await_ }}change(app, TABLE, created_at=utc_now() - A_MONTH)
{% else %}
KIND, TABLE = "sign_ins", "sign_ins"
CREDENTIALS = {"email": "ada@example.com", "password": "correct horse battery"}


{{ async_ }}def leave_row(client: Client) -> None:
    """Leave a row that lives for some time."""
    {{ await_ }}client.post("/api/v1/auth/register", json=CREDENTIALS)
    {{ await_ }}client.post("/api/v1/auth/token", json=CREDENTIALS)


{{ async_ }}def expire_rows(app: App) -> None:
    """Let all such rows expire."""
    {{ await_ }}change(app, TABLE, expires_at=utc_now() - A_MONTH)
{% endif %}


{{ async_ }}def count_rows(app: App) -> int:
    """Return how many such rows there are."""
    return len({{ await_ }}rows(app, TABLE))
