from datetime import timedelta

import pytest

from {{ package_name }}.clock import utc_now
from {{ package_name }}.jobs import Job

from tests.e2e.order_calls import post_order
from tests.e2e.serving import App, Client, container_of
from tests.e2e.tables import change, rows

pytestmark = pytest.mark.usefixtures("jobs")


@pytest.mark.parametrize(("hours", "left"), [(25, 0), (23, 1)])
{{ async_ }}def test_a_cleanup_deletes_the_keys_that_live_no_more(
    app: App, client: Client, hours: int, left: int
) -> None:
    {{ await_ }}post_order(client, key="once")
    {{ await_ }}change(app, "idempotency_records", created_at=utc_now() - timedelta(hours=hours))

    {{ await_ }}container_of(app).runner.run(Job("cleanup", {}), retries=0)

    assert len({{ await_ }}rows(app, "idempotency_records")) == left
