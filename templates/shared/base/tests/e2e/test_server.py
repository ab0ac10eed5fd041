from anyio.pytest_plugin import FreePortFactory
from httpx2 import TransportError

from tests.e2e.serving import Client
from tests.polling import until
from tests.processes import process


{{ async_ }}def is_ready(client: Client) -> bool:
    try:
        return ({{ await_ }}client.get("/readyz")).status_code == 200
    except TransportError:
        return False


{{ async_ }}def test_the_server_serves_until_it_is_stopped(
    sqlite_url: str, free_tcp_port_factory: FreePortFactory
) -> None:
    port = str(free_tcp_port_factory())
    command = ("-m", "{{ package_name }}", "serve", "--port", port)

    {{ async_ }}def answers() -> bool:
        {{ async_ }}with Client(base_url=f"http://127.0.0.1:{port}") as client:
            return {{ await_ }}is_ready(client)

    with process(*command, DATABASE_URL=sqlite_url) as server:
        {{ await_ }}until(answers)

    assert server.returncode == 0
