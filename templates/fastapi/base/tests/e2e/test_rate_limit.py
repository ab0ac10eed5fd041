from fastapi import FastAPI
from httpx2 import AsyncClient, Response

from {{ package_name }}.adapters.rate_limits import API_LIMIT
from {{ package_name }}.container import Container
from {{ package_name }}.settings import Settings

from tests.e2e import echo
from tests.e2e.echo import create_echo_app
from tests.e2e.problems import problem
from tests.e2e.serving import serving

CLIENT = "192.0.2.1"
PROXY = "10.0.0.1"


async def use_up(app: FastAPI, address: str) -> None:
    """Count as many calls as the limit allows."""
    container: Container = app.state.container
    for _ in range(API_LIMIT.amount):
        await container.limiter.hit(API_LIMIT, address)


async def call(client: AsyncClient, forwarded_for: str = "") -> Response:
    return await client.get(f"{echo.URL}/1", headers={"X-Forwarded-For": forwarded_for})


async def test_every_answer_says_what_is_left(settings: Settings) -> None:
    async with serving(create_echo_app(settings)) as client:
        await call(client)
        response = await call(client)

    assert response.headers["RateLimit-Policy"] == '"api";q=100;w=10'
    assert response.headers["RateLimit"].startswith('"api";r=98;')


async def test_who_calls_too_often_has_to_wait(settings: Settings) -> None:
    app = create_echo_app(settings)
    await use_up(app, CLIENT)

    async with serving(app, CLIENT) as client:
        response = await call(client)

    assert problem(response) == (429, "rate_limited")
    assert 1 <= int(response.headers["Retry-After"]) <= 10


async def test_probes_are_not_limited(settings: Settings) -> None:
    app = create_echo_app(settings)
    await use_up(app, CLIENT)

    async with serving(app, CLIENT) as client:
        response = await client.get("/livez")

    assert response.status_code == 200
    assert "RateLimit" not in response.headers


async def test_a_made_up_address_does_not_help(settings: Settings) -> None:
    app = create_echo_app(settings)
    await use_up(app, CLIENT)

    async with serving(app, CLIENT) as client:
        response = await call(client, forwarded_for="192.0.2.2")

    assert problem(response) == (429, "rate_limited")


async def test_a_trusted_proxy_tells_the_address(settings: Settings) -> None:
    app = create_echo_app(settings.model_copy(update={"trusted_proxies": [PROXY]}))
    await use_up(app, CLIENT)

    async with serving(app, PROXY) as client:
        limited = await call(client, forwarded_for=CLIENT)
        free = await call(client, forwarded_for="192.0.2.2")

    assert (limited.status_code, free.status_code) == (429, 200)


async def test_the_limit_can_be_switched_off(settings: Settings) -> None:
    app = create_echo_app(settings.model_copy(update={"rate_limit_enabled": False}))
    await use_up(app, CLIENT)

    async with serving(app, CLIENT) as client:
        response = await call(client)

    assert response.status_code == 200
    assert "RateLimit" not in response.headers
