from httpx2 import Response

from {{ package_name }}.adapters.rate_limits import API_LIMIT
from {{ package_name }}.settings import Settings

from tests.e2e import echo
from tests.e2e.echo import create_echo_app
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client, container_of, serving

CLIENT = "192.0.2.1"
PROXY = "10.0.0.1"


{{ async_ }}def use_up(app: App, address: str) -> None:
    """Count as many calls as the limit allows."""
    container = container_of(app)
    for _ in range(API_LIMIT.amount):
        {{ await_ }}container.limiter.hit(API_LIMIT, address)


{{ async_ }}def call(client: Client, forwarded_for: str = "") -> Response:
    return {{ await_ }}client.get(f"{echo.URL}/1", headers={"X-Forwarded-For": forwarded_for})


{{ async_ }}def test_every_answer_says_what_is_left(settings: Settings) -> None:
    {{ async_ }}with serving(create_echo_app(settings)) as client:
        {{ await_ }}call(client)
        response = {{ await_ }}call(client)

    assert response.headers["RateLimit-Policy"] == '"api";q=100;w=10'
    assert response.headers["RateLimit"].startswith('"api";r=98;')


{{ async_ }}def test_who_calls_too_often_has_to_wait(settings: Settings) -> None:
    app = create_echo_app(settings)
    {{ await_ }}use_up(app, CLIENT)

    {{ async_ }}with serving(app, CLIENT) as client:
        response = {{ await_ }}call(client)

    assert problem(response) == (429, "rate_limited")
    assert 1 <= int(response.headers["Retry-After"]) <= 10


{{ async_ }}def test_probes_are_not_limited(settings: Settings) -> None:
    app = create_echo_app(settings)
    {{ await_ }}use_up(app, CLIENT)

    {{ async_ }}with serving(app, CLIENT) as client:
        response = {{ await_ }}client.get("/livez")

    assert response.status_code == 200
    assert "RateLimit" not in response.headers


{{ async_ }}def test_a_made_up_address_does_not_help(settings: Settings) -> None:
    app = create_echo_app(settings)
    {{ await_ }}use_up(app, CLIENT)

    {{ async_ }}with serving(app, CLIENT) as client:
        response = {{ await_ }}call(client, forwarded_for="192.0.2.2")

    assert problem(response) == (429, "rate_limited")


{{ async_ }}def test_a_trusted_proxy_tells_the_address(settings: Settings) -> None:
    app = create_echo_app(settings.model_copy(update={"trusted_proxies": [PROXY]}))
    {{ await_ }}use_up(app, CLIENT)

    {{ async_ }}with serving(app, PROXY) as client:
        limited = {{ await_ }}call(client, forwarded_for=CLIENT)
        free = {{ await_ }}call(client, forwarded_for="192.0.2.2")

    assert (limited.status_code, free.status_code) == (429, 200)


{{ async_ }}def test_the_limit_can_be_switched_off(settings: Settings) -> None:
    app = create_echo_app(settings.model_copy(update={"rate_limit_enabled": False}))
    {{ await_ }}use_up(app, CLIENT)

    {{ async_ }}with serving(app, CLIENT) as client:
        response = {{ await_ }}call(client)

    assert response.status_code == 200
    assert "RateLimit" not in response.headers
