"""Section 1, headers: the browser's protections are on every response."""

import httpx2
import pytest

from .harness.accounts import Account, attempt, cookie_of, register
from .harness.deployment import Server
from .harness.probe import Probe

pytestmark = [pytest.mark.once_for("framework", "architecture"), pytest.mark.short("framework")]

EVERYWHERE = ("/livez", "/readyz", "/metrics", "/openapi.json", "/docs", "/nothing", "/api/v1/x")


def assert_protected(response: httpx2.Response) -> None:
    """Assert the headers that every response carries."""
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["referrer-policy"]
    assert "default-src" in response.headers["content-security-policy"]


def assert_anonymous(response: httpx2.Response) -> None:
    """Assert that the response does not say what software made it."""
    assert "server" not in response.headers
    assert "x-powered-by" not in response.headers


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_response_is_protected(server: Server, path: str) -> None:
    assert_protected(server.root.get(path))


@pytest.mark.parametrize("path", EVERYWHERE)
def test_no_response_names_the_software(server: Server, path: str) -> None:
    assert_anonymous(server.root.get(path))


@pytest.mark.needs(takes_bodies=True)
@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        ("{}", "application/json", 422),
        ("{", "application/json", 400),
        ("{}", "text/plain", 415),
        (b" " * 1_100_000, "application/json", 413),
    ],
)
def test_errors_are_protected_as_well(
    probe: Probe, content: bytes | str, content_type: str, status: int
) -> None:
    headers = {"Content-Type": content_type}
    response = probe.client.post(probe.writing, content=content, headers=headers)
    assert response.status_code == status
    assert_protected(response)
    assert_anonymous(response)


def test_a_wrong_method_is_protected_as_well(server: Server) -> None:
    assert_protected(server.root.post("/livez"))


def test_a_refused_host_is_protected_as_well(production_server: Server) -> None:
    response = production_server.root.get("/nothing", headers={"Host": "evil.example"})
    assert_protected(response)
    assert_anonymous(response)


def test_production_insists_on_https(production_server: Server) -> None:
    for path in EVERYWHERE:
        policy = production_server.root.get(path).headers["strict-transport-security"]
        assert policy.startswith("max-age="), path


def test_development_does_not_insist_on_https(server: Server) -> None:
    for path in EVERYWHERE:
        assert "strict-transport-security" not in server.root.get(path).headers


@pytest.mark.needs(auth="session")
def test_no_answer_about_a_session_is_stored_anywhere(server: Server) -> None:
    account = register(server)
    client = server.client()
    signed_in = attempt(server, account)
    cookie = dict(cookie_of(signed_in))
    foreign = {**cookie, "Origin": "https://evil.example"}
    answers = [
        signed_in,
        client.post("/auth/register", json=Account("x").credentials),
        client.post("/auth/register", json=account.credentials),
        attempt(server, Account(account.email, "wrong" * 4)),
        client.get("/auth/me"),
        client.get("/auth/me", headers=cookie),
        client.post("/auth/logout", headers=foreign),
        client.post("/auth/logout", headers=cookie),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", answer.request.url


@pytest.mark.needs(auth="jwt")
def test_no_answer_of_an_auth_route_is_stored_anywhere(server: Server) -> None:
    account = register(server)
    client = server.client()
    session = client.post("/auth/token", json=account.credentials)
    token = {"refresh_token": session.json()["refresh_token"]}
    bearer = {"Authorization": f"Bearer {session.json()['access_token']}"}
    answers = [
        session,
        client.post("/auth/register", json=Account("x").credentials),
        client.post("/auth/register", json=account.credentials),
        client.post("/auth/token", json=Account(account.email, "wrong" * 4).credentials),
        client.get("/auth/me"),
        client.get("/auth/me", headers=bearer),
        client.post("/auth/refresh", json=token),
        client.post("/auth/refresh", json=token),
        client.post("/auth/logout", json=token),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", answer.request.url
