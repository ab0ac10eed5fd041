"""Section 1, logs: JSON on stdout in production, and never a secret in any of them."""

import json
import secrets
from typing import Any

import httpx2
import pytest

from .harness.accounts import PASSWORD as PASSWORD_OF_ALL
from .harness.accounts import Account, attempt, session, unique_email
from .harness.callers import newcomer
from .harness.combination import Combination
from .harness.deployment import Deployment, Server
from .harness.orders import draft, place, wait_confirmed
from .harness.polling import eventually

pytestmark = pytest.mark.short("framework")

Line = dict[str, Any]
PASSWORD = f"Recognisable-{secrets.token_hex(8)}"
HEADERS = {
    "Cookie": "session=recognisable-cookie",
    "X-API-Key": "recognisable-api-key",
    "Idempotency-Key": "recognisable-idempotency-key",
}


def lines(deployment: Deployment) -> list[Line]:
    """Return the JSON lines that all processes of the deployment wrote to stdout."""
    outputs = [process.out.read_text() for process in deployment.processes]
    return [json.loads(line) for output in outputs for line in output.splitlines()]


def of_request(deployment: Deployment, request_id: str) -> list[Line]:
    """Wait for log lines of this request and return them."""
    return eventually(
        lambda: [line for line in lines(deployment) if line.get("request_id") == request_id]
    )


def test_production_writes_one_json_object_a_line(
    production: Deployment, production_server: Server
) -> None:
    production_server.root.get("/nothing")
    assert lines(production)
    assert all(isinstance(line, dict) for line in lines(production))


def test_development_writes_text(server: Server) -> None:
    server.root.get("/nothing")
    line = eventually(server.process.out.read_text).splitlines()[0]
    with pytest.raises(ValueError, match=r"."):
        json.loads(line)


def test_a_request_is_logged_with_its_id_method_route_status_and_duration(
    production: Deployment, production_server: Server
) -> None:
    production_server.root.get("/openapi.json", headers={"X-Request-ID": "log-1"})
    logged = next(line for line in of_request(production, "log-1") if "status" in line)
    assert logged["method"] == "GET"
    assert logged["route"] == "/openapi.json"
    assert logged["status"] == 200
    assert logged["duration_ms"] >= 0


def test_a_head_request_is_logged_as_one(production: Deployment, production_server: Server) -> None:
    production_server.root.head("/openapi.json", headers={"X-Request-ID": "log-head"})
    logged = next(line for line in of_request(production, "log-head") if "status" in line)
    assert (logged["method"], logged["route"]) == ("HEAD", "/openapi.json")


@pytest.mark.needs(example="orders")
def test_the_route_is_logged_as_a_template(
    production: Deployment, production_server: Server
) -> None:
    client = newcomer(production, production_server)
    order = place(client)
    headers = {"X-Request-ID": "log-2"}
    client.get(f"/orders/{order['id']}", headers=headers)
    logged = next(line for line in of_request(production, "log-2") if "status" in line)
    assert order["id"] not in logged["route"]
    assert logged["route"].startswith("/api/v1/orders/{")


def test_an_id_that_was_refused_is_not_logged(
    production: Deployment, production_server: Server
) -> None:
    bad = "evil{id}"
    response = production_server.root.get("/nothing", headers={"X-Request-ID": bad})
    assert of_request(production, response.headers["x-request-id"])
    assert bad not in "".join(process.log for process in production.processes)


@pytest.mark.needs(example="orders")
def test_the_lines_of_a_job_carry_the_id_of_the_request_that_caused_it(
    production: Deployment, production_server: Server
) -> None:
    client = newcomer(production, production_server)
    order = client.post("/orders", json=draft(), headers={"X-Request-ID": "log-3"}).json()
    wait_confirmed(client, order)
    logged = eventually(
        lambda: [line for line in of_request(production, "log-3") if "method" not in line]
    )
    assert any("confirm_order" in json.dumps(line) for line in logged), logged


@pytest.mark.needs(example="orders", broker=True)
def test_the_worker_logs_the_id_in_development_too(
    deployment: Deployment, server: Server, user: httpx2.Client
) -> None:
    headers = {"X-Request-ID": "log-5"}
    order = user.post("/orders", json=draft(), headers=headers).json()
    wait_confirmed(user, order)
    workers = [process for process in deployment.processes if process is not server.process]
    eventually(lambda: any("log-5" in worker.log for worker in workers))


def test_the_start_is_logged_without_the_settings(
    production: Deployment, production_server: Server
) -> None:
    assert production_server.root.get("/livez").is_success
    log = "".join(process.log for process in production.processes)
    assert production.environment["SECRET_KEY"] not in log
    database = production.environment["DATABASE_URL"]
    if "@" in database:
        assert database not in log


@pytest.mark.needs(auth="jwt")
def test_no_secret_is_ever_logged(production: Deployment, production_server: Server) -> None:
    """At LOG_LEVEL=DEBUG, through every auth route, on good and on bad requests."""
    _assert_not_logged(_every_auth_route(production_server), production, production_server)


@pytest.mark.needs(auth="session")
def test_no_cookie_is_ever_logged(production: Deployment, production_server: Server) -> None:
    """At LOG_LEVEL=DEBUG, through every auth route, on good and on bad requests."""
    known = _every_route_of_sessions(production_server)
    _assert_not_logged(known, production, production_server)


def _assert_not_logged(
    known: dict[str, str], production: Deployment, production_server: Server
) -> None:
    production_server.root.get("/nothing", headers={"X-Request-ID": "the-last-request"})
    of_request(production, "the-last-request")
    log = "".join(process.log for process in production.processes)
    leaked = {name for name, secret in known.items() if secret in log}
    assert not leaked


def _every_auth_route(server: Server) -> dict[str, str]:
    account = Account(unique_email(), PASSWORD)
    body = account.credentials
    client = httpx2.Client(base_url=f"{server.url}/api/v1", headers=HEADERS, trust_env=False)
    with client:
        assert client.post("/auth/register", json=body).status_code == 201
        assert client.post("/auth/register", json=body).status_code == 409
        assert client.post("/auth/register", json=body | {"email": 1}).status_code == 422
        long = body | {"password": PASSWORD + "x" * 200}
        refused = client.post("/auth/register", json=long)
        assert refused.status_code == 422
        assert PASSWORD not in refused.text
        wrong = body | {"password": f"{PASSWORD}-wrong"}
        assert client.post("/auth/token", json=wrong).status_code == 401
        signed_in = client.post("/auth/token", json=body).json()
        bearer = {"Authorization": f"Bearer {signed_in['access_token']}"}
        assert client.get("/auth/me", headers=bearer).status_code == 200
        forged = {"Authorization": "Bearer recognisable.forged.token"}
        assert client.get("/auth/me", headers=forged).status_code == 401
        token = {"refresh_token": signed_in["refresh_token"]}
        renewed = client.post("/auth/refresh", json=token).json()
        assert client.post("/auth/refresh", json=token).status_code == 401
        assert client.post("/auth/logout", json=token).status_code == 204
    return {
        "password": PASSWORD,
        "access token": signed_in["access_token"],
        "its signature": signed_in["access_token"].rpartition(".")[2],
        "refresh token": signed_in["refresh_token"],
        "renewed refresh token": renewed["refresh_token"],
        "forged token": "recognisable.forged.token",
        "cookie": "recognisable-cookie",
        "API key": "recognisable-api-key",
        "password hash": "$argon2",
    }


def _every_route_of_sessions(server: Server) -> dict[str, str]:
    account = Account(unique_email(), PASSWORD)
    register = server.client().post("/auth/register", json=account.credentials, headers=HEADERS)
    assert register.status_code == 201
    cookie = session(server, account)
    forged = {"Cookie": "__Host-session=recognisable-cookie", "X-API-Key": HEADERS["X-API-Key"]}
    assert attempt(server, Account(account.email, f"{PASSWORD}-wrong")).status_code == 401
    assert server.client().get("/auth/me", headers=dict(cookie)).status_code == 200
    assert server.client().get("/auth/me", headers=forged).status_code == 401
    evil = {**cookie, "Origin": "https://evil.example"}
    assert server.client().post("/auth/logout", headers=evil).status_code == 403
    assert server.client().post("/auth/logout", headers=dict(cookie)).status_code == 204
    token = cookie["Cookie"].partition("=")[2]
    return {
        "password": PASSWORD,
        "cookie": token,
        "the secret in it": token.partition(".")[2],
        "forged cookie": "recognisable-cookie",
        "API key": "recognisable-api-key",
        "password hash": "$argon2",
    }


@pytest.mark.late
def test_no_secret_is_in_the_log_of_the_whole_run(
    combination: Combination, deployment: Deployment, server: Server
) -> None:
    assert server.root.get("/livez").is_success
    log = "".join(process.log for process in deployment.processes)
    assert PASSWORD_OF_ALL not in log
    assert deployment.environment["SECRET_KEY"] not in log
    assert not combination.identified or "eyJ" not in log, "a token is in the log"
    assert "session=" not in log, "a cookie is in the log"
