import pytest
from anyio.pytest_plugin import FreePortFactory
from httpx2 import TransportError

from tests.e2e.serving import Client
from tests.polling import until
from tests.processes import process


@pytest.fixture
def port(free_tcp_port_factory: FreePortFactory) -> str:
    return str(free_tcp_port_factory())


@pytest.fixture
def command(port: str) -> tuple[str, ...]:
    return ("-m", "{{ package_name }}", "serve", "--port", port)


def client_of(port: str) -> Client:
    return Client(base_url=f"http://127.0.0.1:{port}")


{{ async_ }}def wait_for_server(port: str) -> None:
    {{ async_ }}def answers() -> bool:
        {{ async_ }}with client_of(port) as client:
            try:
                return ({{ await_ }}client.get("/readyz")).status_code == 200
            except TransportError:
                return False

    {{ await_ }}until(answers)


{{ async_ }}def test_the_server_serves_until_it_is_stopped(
    sqlite_url: str, port: str, command: tuple[str, ...]
) -> None:
    with process(*command, DATABASE_URL=sqlite_url) as server:
        {{ await_ }}wait_for_server(port)

    assert server.returncode == 0


{{ async_ }}def test_several_workers_add_up_their_metrics(
    sqlite_url: str, port: str, command: tuple[str, ...]
) -> None:
    with process(*command, DATABASE_URL=sqlite_url, WEB_WORKERS="2"):
        {{ await_ }}wait_for_server(port)
        for _ in range(20):
            {{ async_ }}with client_of(port) as client:
                {{ await_ }}client.get("/livez")
                metrics = {{ await_ }}client.get("/metrics")

    assert 'http_requests_total{method="GET",route="/livez",status="200"} 20.0' in metrics.text
