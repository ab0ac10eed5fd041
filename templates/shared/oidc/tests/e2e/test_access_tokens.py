import pytest

from {{ package_name }}.app import create_app
from {{ package_name }}.callers import Role
from {{ package_name }}.settings import Settings

from tests.e2e.callers import authorization, trust
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client, serving
from tests.identity_provider import Provider

ME = "/api/v1/auth/me"


{{ async_ }}def test_a_caller_sees_who_they_are(app: App, client: Client) -> None:
    headers = {{ await_ }}authorization(app, Role.ADMIN, "ada")

    response = {{ await_ }}client.get(ME, headers=headers)

    assert response.status_code == 200
    assert response.json()["role"] == "admin"
    assert response.json()["scopes"] == ["orders:admin", "orders:read", "orders:write"]
    assert response.headers["Cache-Control"] == "no-store"


{{ async_ }}def test_nobody_comes_in_without_a_token(client: Client) -> None:
    del client.headers["Authorization"]

    response = {{ await_ }}client.get(ME)

    assert problem(response) == (401, "not_authenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
{{ async_ }}def test_nonsense_is_no_token(client: Client, token: str) -> None:
    response = {{ await_ }}client.get(ME, headers={"Authorization": f"Bearer {token}"})

    assert problem(response) == (401, "invalid_token")
    assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


{{ async_ }}def test_without_a_provider_the_service_is_ready_but_knows_nobody(settings: Settings) -> None:
    {{ async_ }}with serving(create_app(settings)) as client:
        ready = {{ await_ }}client.get("/readyz")
        stranger = {{ await_ }}client.get(ME)
        somebody = {{ await_ }}client.get(ME, headers={"Authorization": "Bearer a.b.c"})

    assert ready.status_code == 200
    assert problem(stranger) == (401, "not_authenticated")
    assert problem(somebody) == (503, "service_unavailable")


{{ async_ }}def test_a_service_whose_provider_answers_is_ready(app: App, client: Client) -> None:
    trust(app)

    response = {{ await_ }}client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"]["identity_provider"] == "ok"


{{ async_ }}def test_a_service_that_never_reached_its_provider_is_not_ready(
    app: App,
    client: Client,
) -> None:
    provider = Provider()
    provider.down = True
    trust(app, provider)

    response = {{ await_ }}client.get("/readyz")

    assert problem(response) == (503, "not_ready")
    assert response.json()["checks"]["identity_provider"] == "unavailable"
