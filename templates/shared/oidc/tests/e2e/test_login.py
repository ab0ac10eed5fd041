import base64
import hashlib
from urllib.parse import parse_qsl, urlsplit

import pytest
from httpx2 import Response

from {{ package_name }}.app import create_app
from {{ package_name }}.settings import Settings

from tests.e2e.callers import trust
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client, serving
from tests.identity_provider import CLIENT, ISSUER, Provider

AUTH = "/api/v1/auth"


@pytest.fixture
def provider(app: App) -> Provider:
    provider = Provider()
    trust(app, provider)
    return provider


@pytest.fixture
def browser(client: Client, provider: Provider) -> Client:  # noqa: ARG001 - whom it is sent to
    del client.headers["Authorization"]
    return client


{{ async_ }}def begin(browser: Client, next_path: str = "/") -> dict[str, str]:
    """Begin a login; return what the provider is asked."""
    response = {{ await_ }}browser.get(f"{AUTH}/login", params={"next": next_path})
    assert response.status_code == 302, response.text
    return dict(parse_qsl(urlsplit(response.headers["Location"]).query))


{{ async_ }}def come_back(
    browser: Client, provider: Provider, asked: dict[str, str], **claims: object
) -> Response:
    """Come back from the provider, which says so of whoever logged in."""
    usual: dict[str, object] = {"aud": CLIENT, "nonce": asked["nonce"]}
    token = provider.sign({"typ": "JWT"}, **usual | claims)
    provider.redeemed = Response(200, json={"id_token": token})
    answer = {"code": "code", "state": asked["state"], "iss": ISSUER, "session_state": "more"}
    return {{ await_ }}browser.get(f"{AUTH}/callback", params=answer)


{{ async_ }}def test_the_provider_is_asked_for_a_code(browser: Client) -> None:
    asked = {{ await_ }}begin(browser)

    assert asked.keys() == {
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "nonce",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
        "tenant",
    }
    assert asked["redirect_uri"] == f"http://localhost{AUTH}/callback"


{{ async_ }}def test_whoever_comes_back_is_signed_in(browser: Client, provider: Provider) -> None:
    asked = {{ await_ }}begin(browser, "/docs?a=b")

    response = {{ await_ }}come_back(browser, provider, asked, roles=["admin"])

    assert (response.status_code, response.headers["Location"]) == (303, "/docs?a=b")
    assert ({{ await_ }}browser.get(f"{AUTH}/me")).json()["role"] == "admin"


{{ async_ }}def test_the_code_is_redeemed_by_whoever_began(browser: Client, provider: Provider) -> None:
    asked = {{ await_ }}begin(browser)

    {{ await_ }}come_back(browser, provider, asked)

    digest = hashlib.sha256(provider.form["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]
    assert provider.form["client_id"] == CLIENT
    assert provider.authorization is None


{{ async_ }}def test_a_session_ends_with_the_logout(browser: Client, provider: Provider) -> None:
    {{ await_ }}come_back(browser, provider, {{ await_ }}begin(browser))
    stolen = {"Cookie": f"session={browser.cookies['session']}"}

    response = {{ await_ }}browser.post(f"{AUTH}/logout")

    assert response.status_code == 204
    assert "session" not in browser.cookies
    assert problem({{ await_ }}browser.get(f"{AUTH}/me", headers=stolen)) == (401, "not_authenticated")


{{ async_ }}def test_an_answer_works_once(browser: Client, provider: Provider) -> None:
    asked = {{ await_ }}begin(browser)
    {{ await_ }}come_back(browser, provider, asked)

    assert problem({{ await_ }}come_back(browser, provider, asked)) == (400, "login_failed")


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"azp": "another"},
        {"iss": "https://evil.example.com"},
        {"exp": 1},
    ],
)
{{ async_ }}def test_an_id_token_that_is_not_ours_is_refused(
    browser: Client, provider: Provider, wrong: dict[str, object]
) -> None:
    response = {{ await_ }}come_back(browser, provider, {{ await_ }}begin(browser), **wrong)

    assert problem(response) == (400, "login_failed")
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    ("changed", "answered"),
    [
        ({"state": "another"}, (400, "login_failed")),
        ({"iss": "https://evil.example.com"}, (400, "login_failed")),
        ({"code": ""}, (400, "login_failed")),
        ({"error": "server_error"}, (400, "login_failed")),
        ({"error": "access_denied"}, (403, "login_refused")),
    ],
)
{{ async_ }}def test_an_answer_that_proves_nothing_is_refused(
    browser: Client, changed: dict[str, str], answered: tuple[int, str]
) -> None:
    asked = {{ await_ }}begin(browser)
    answer = {"code": "code", "state": asked["state"]} | changed

    assert problem({{ await_ }}browser.get(f"{AUTH}/callback", params=answer)) == answered


@pytest.mark.parametrize(
    ("redeemed", "answered"),
    [
        (Response(400, json={"error": "invalid_grant"}), (400, "login_failed")),
        (Response(200, text="<html>"), (400, "login_failed")),
        (Response(200, json={}), (400, "login_failed")),
        (Response(500), (503, "service_unavailable")),
    ],
)
{{ async_ }}def test_a_code_that_is_not_taken_lets_nobody_in(
    browser: Client, provider: Provider, redeemed: Response, answered: tuple[int, str]
) -> None:
    asked = {{ await_ }}begin(browser)
    provider.redeemed = redeemed
    answer = {"code": "code", "state": asked["state"]}

    assert problem({{ await_ }}browser.get(f"{AUTH}/callback", params=answer)) == answered


{{ async_ }}def test_a_provider_that_is_down_logs_nobody_in(browser: Client, provider: Provider) -> None:
    asked = {{ await_ }}begin(browser)
    provider.down = True

    response = {{ await_ }}come_back(browser, provider, asked)

    assert problem(response) == (503, "service_unavailable")


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example", "/\\evil.example", "x"]
)
{{ async_ }}def test_nobody_is_led_elsewhere(browser: Client, place: str) -> None:
    response = {{ await_ }}browser.get(f"{AUTH}/login", params={"next": place})

    assert problem(response) == (422, "validation_failed")


{{ async_ }}def test_a_page_of_another_origin_logs_nobody_out(
    browser: Client,
    provider: Provider,
) -> None:
    {{ await_ }}come_back(browser, provider, {{ await_ }}begin(browser))

    response = {{ await_ }}browser.post(f"{AUTH}/logout", headers={"Origin": "https://evil.example"})

    assert problem(response) == (403, "csrf_failed")


{{ async_ }}def test_without_a_client_nobody_logs_in(settings: Settings) -> None:
    {{ async_ }}with serving(create_app(settings)) as client:
        begun = {{ await_ }}client.get(f"{AUTH}/login")
        back = {{ await_ }}client.get(f"{AUTH}/callback")

    assert problem(begun) == problem(back) == (404, "not_found")
