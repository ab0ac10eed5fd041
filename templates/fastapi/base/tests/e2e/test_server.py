from anyio.pytest_plugin import FreePortFactory
from httpx2 import AsyncClient, TransportError

from tests.polling import until
from tests.processes import process


async def is_ready(client: AsyncClient) -> bool:
    try:
        return (await client.get("/readyz")).status_code == 200
    except TransportError:
        return False


async def test_the_server_serves_until_it_is_stopped(
    sqlite_url: str, free_tcp_port_factory: FreePortFactory
) -> None:
    port = str(free_tcp_port_factory())
    command = ("-m", "{{ package_name }}", "serve", "--port", port)

    with process(*command, DATABASE_URL=sqlite_url) as server:
        async with AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            await until(lambda: is_ready(client))

    assert server.returncode == 0
