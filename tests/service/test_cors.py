"""Section 1, CORS: an allow-list from CORS_ORIGINS, empty by default."""

import httpx2
import pytest

from .harness.deployment import Server

pytestmark = [pytest.mark.once_for("framework", "architecture"), pytest.mark.short("framework")]

OURS = "https://app.example"
FOREIGN = "https://evil.example"


def preflight(server: Server, origin: str) -> httpx2.Response:
    """Ask what a script of `origin` may do."""
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
    }
    return server.root.options("/api/v1/orders", headers=headers)


@pytest.mark.parametrize("origin", [OURS, FOREIGN, "null"])
def test_no_origin_is_allowed_by_default(server: Server, origin: str) -> None:
    response = server.root.get("/livez", headers={"Origin": origin})
    assert "access-control-allow-origin" not in response.headers
    assert "access-control-allow-origin" not in preflight(server, origin).headers


@pytest.mark.parametrize("origin", [OURS, "https://admin.example"])
def test_a_listed_origin_is_allowed(production_server: Server, origin: str) -> None:
    response = production_server.root.get("/livez", headers={"Origin": origin})
    assert response.headers["access-control-allow-origin"] == origin
    assert "origin" in response.headers["vary"].lower()


@pytest.mark.parametrize("origin", [FOREIGN, "https://app.example.evil.example", "null"])
def test_another_origin_is_not_allowed(production_server: Server, origin: str) -> None:
    response = production_server.root.get("/livez", headers={"Origin": origin})
    assert "access-control-allow-origin" not in response.headers
    assert "access-control-allow-origin" not in preflight(production_server, origin).headers


def test_a_listed_origin_may_read_errors(production_server: Server) -> None:
    response = production_server.root.get("/api/v1/nothing", headers={"Origin": OURS})
    assert response.status_code == 404
    assert response.headers["access-control-allow-origin"] == OURS


def test_a_preflight_of_a_listed_origin_names_what_is_allowed(production_server: Server) -> None:
    response = preflight(production_server, OURS)
    assert response.is_success
    assert response.headers["access-control-allow-origin"] == OURS
    assert "POST" in response.headers["access-control-allow-methods"]
    allowed = response.headers["access-control-allow-headers"].lower()
    assert {"authorization", "content-type", "idempotency-key"} <= set(allowed.split(", "))


def test_everyone_is_never_allowed_with_credentials(production_server: Server) -> None:
    for response in (
        preflight(production_server, OURS),
        preflight(production_server, FOREIGN),
        production_server.root.get("/livez", headers={"Origin": OURS, "Cookie": "a=b"}),
    ):
        assert response.headers.get("access-control-allow-origin") != "*"
