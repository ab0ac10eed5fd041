from collections.abc import Iterator

import pytest

from {{ package_name }}.settings import Settings

from tests.broker import broker_variables, empty_broker
from tests.e2e.order_calls import has_status, place_order
from tests.e2e.serving import Client
from tests.polling import until
from tests.processes import process
from tests.smtp_server import SmtpServer, smtp_server


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    changes = {**empty_broker(request), "rate_limit_enabled": False}
    return settings.model_copy(update=changes)


@pytest.fixture
def mail_server() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def worker(settings: Settings, mail_server: SmtpServer) -> Iterator[None]:
    """Run a worker process on the database and the broker of the service."""
    environment = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": settings.database_url,
        "SMTP_URL": f"smtp://{mail_server.url}",
        **broker_variables(settings),
    }
{% if architecture == "cqrs" %}
    with (
        process("-m", "{{ package_name }}", "relay", **environment),
        process("-m", "{{ package_name }}", "worker", **environment) as running,
    ):
        yield
{% else %}
    with process("-m", "{{ package_name }}", "worker", **environment) as running:
        yield
{% endif %}
    assert running.returncode == 0


@pytest.mark.usefixtures("worker")
{{ async_ }}def test_a_worker_confirms_an_order_and_tells_its_customer(
    client: Client, mail_server: SmtpServer
) -> None:
    order = {{ await_ }}place_order(client, customer_email="bob@example.com")

    {{ await_ }}until(lambda: has_status(client, order["id"], "confirmed"))

    assert [mail["To"] for mail in mail_server.mails] == ["bob@example.com"]


{{ async_ }}def test_a_service_whose_broker_answers_is_ready(client: Client) -> None:
    response = {{ await_ }}client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"]["broker"] == "ok"
