"""Section 1, `/openapi.json` and `/docs`: the whole contract, described and browsable offline."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx2
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from .harness.combination import Combination
from .harness.deployment import Deployment, Server

pytestmark = pytest.mark.once_for("framework", "architecture", "auth", "example")

Document = dict[str, Any]

ORDERS = {
    "post /api/v1/orders": {201, 400, 406, 413, 415, 422, 429},
    "get /api/v1/orders": {200, 400, 406, 422, 429},
    "get /api/v1/orders/{}": {200, 304, 404, 406, 429},
    "patch /api/v1/orders/{}": {200, 400, 404, 406, 409, 412, 413, 415, 422, 428, 429},
    "post /api/v1/orders/{}/cancel": {200, 404, 406, 409, 429},
    "delete /api/v1/orders/{}": {204, 404, 429},
    "get /api/v1/orders/stats": {200, 406, 429},
}
JWT = {
    "post /api/v1/auth/register": {201, 400, 406, 409, 413, 415, 422, 429},
    "post /api/v1/auth/token": {200, 400, 401, 406, 413, 415, 422, 429},
    "post /api/v1/auth/refresh": {200, 400, 401, 406, 413, 415, 422, 429},
    "post /api/v1/auth/logout": {204, 400, 413, 415, 422, 429},
    "get /api/v1/auth/me": {200, 401, 406, 429},
}
API_KEYS = {
    "post /api/v1/api-keys": {201, 400, 401, 403, 406, 413, 415, 422, 429},
    "get /api/v1/api-keys": {200, 401, 403, 406, 422, 429},
    "delete /api/v1/api-keys/{}": {204, 401, 403, 404, 429},
}
SESSION = {
    "post /api/v1/auth/register": {201, 400, 403, 406, 409, 413, 415, 422, 429},
    "post /api/v1/auth/login": {200, 400, 401, 403, 406, 413, 415, 422, 429},
    "post /api/v1/auth/logout": {204, 403, 406, 429},
    "get /api/v1/auth/me": {200, 401, 406, 429},
}
MFA = {
    "post /api/v1/auth/mfa": {200, 401, 406, 409, 429},
    "post /api/v1/auth/mfa/confirm": {200, 400, 401, 406, 409, 413, 415, 422, 429},
    "post /api/v1/auth/mfa/recovery-codes": {200, 400, 401, 406, 409, 413, 415, 422, 429},
    "post /api/v1/auth/mfa/disable": {204, 400, 401, 409, 413, 415, 422, 429},
}
OIDC = {
    "get /api/v1/auth/login": {302, 404, 406, 422, 429},
    "get /api/v1/auth/callback": {303, 400, 403, 404, 406, 422, 429},
    "post /api/v1/auth/logout": {204, 403, 406, 429},
    "get /api/v1/auth/me": {200, 401, 406, 429},
}
PROBES = {"get /livez": {200}, "get /readyz": {200, 503}, "get /metrics": {200, 404}}
MEMBERS = {"type", "title", "status", "detail", "instance", "code", "request_id"}
DIRECTIVE = re.compile(r"([\w-]+) ([^;]*)")


def expected(combination: Combination) -> dict[str, set[int]]:
    """Return the routes of the combination with the statuses they have to describe."""
    routes = dict(PROBES)
    if combination.example == "orders":
        credentials = {401, 403} if combination.identified else set()
        routes |= {route: statuses | credentials for route, statuses in ORDERS.items()}
    if combination.auth == "jwt":
        routes |= JWT
    if combination.auth == "api_key":
        routes |= API_KEYS
    if combination.auth == "session":
        routes |= SESSION
    if combination.mfa:
        forgery = {403} if combination.auth == "session" else set()
        routes |= {route: statuses | forgery for route, statuses in MFA.items()}
    if combination.auth == "oidc":
        routes |= OIDC
    return routes


@pytest.fixture(scope="module")
def document(server: Server) -> Document:
    """The served document."""
    document: Document = server.root.get("/openapi.json").json()
    return document


def operations(document: Document) -> dict[str, Document]:
    """Return the operations by method and path, whatever the parameters are called."""
    return {
        f"{method} {re.sub(r'{[^}]*}', '{}', path)}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in {"get", "post", "put", "patch", "delete"}
    }


def resolved(document: Document, node: Document) -> Document:
    """Follow `$ref`."""
    while "$ref" in node:
        target = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def responses(document: Document) -> list[tuple[str, int, Document]]:
    """Return every described response as (route, status, response)."""
    return [
        (route, int(status), resolved(document, response))
        for route, operation in operations(document).items()
        for status, response in operation["responses"].items()
    ]


def test_it_is_openapi_3_1_and_validates(document: Document) -> None:
    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()


def test_it_is_what_the_command_prints(
    deployment: Deployment, server: Server, document: Document
) -> None:
    assert server.process.exit_code is None
    done = deployment.run("openapi")
    assert done.returncode == 0, done.stderr
    assert httpx2.Response(200, text=done.stdout).json() == document


def test_every_route_is_described(combination: Combination, document: Document) -> None:
    described = {route for route in operations(document) if not route.startswith("get /docs")}
    described -= {"get /openapi.json"}
    assert described == set(expected(combination))


def test_every_status_is_described(combination: Combination, document: Document) -> None:
    described = operations(document)
    missing = {
        route: sorted(lacking)
        for route, statuses in expected(combination).items()
        if (lacking := statuses - {int(status) for status in described[route]["responses"]})
    }
    assert not missing


def test_every_error_is_a_problem(document: Document) -> None:
    for route, status, response in responses(document):
        if status >= 400:
            assert list(response["content"]) == ["application/problem+json"], (route, status)
            schema = response["content"]["application/problem+json"]["schema"]
            assert set(resolved(document, schema)["properties"]) >= MEMBERS, (route, status)


def test_the_pointers_of_a_422_are_described(document: Document) -> None:
    for route, status, response in responses(document):
        if status == 422:
            schema = response["content"]["application/problem+json"]["schema"]
            assert "errors" in resolved(document, schema)["properties"], route


def headers_of(document: Document, route: str, status: int) -> set[str]:
    """Return the lower-case names of the headers that a response is described with."""
    response = resolved(document, operations(document)[route]["responses"][str(status)])
    return {name.lower() for name in response.get("headers", {})}


def test_the_request_id_is_described_on_every_response(document: Document) -> None:
    for route, status, response in responses(document):
        names = {name.lower() for name in response.get("headers", {})}
        assert "x-request-id" in names, (route, status)


def test_retry_after_is_described_on_every_429(document: Document) -> None:
    for route, status, _ in responses(document):
        if status == 429:
            names = headers_of(document, route, status)
            assert {"retry-after", "ratelimit", "ratelimit-policy"} <= names, route


def test_www_authenticate_is_described_on_every_401(document: Document) -> None:
    for route, status, _ in responses(document):
        if status == 401:
            assert "www-authenticate" in headers_of(document, route, status), route


@pytest.mark.needs(example="orders")
@pytest.mark.parametrize(
    ("route", "status", "header"),
    [
        ("post /api/v1/orders", 201, "location"),
        ("post /api/v1/orders", 201, "etag"),
        ("post /api/v1/orders", 201, "idempotency-replayed"),
        ("get /api/v1/orders", 200, "link"),
        ("get /api/v1/orders/{}", 200, "etag"),
        ("get /api/v1/orders/{}", 304, "etag"),
        ("patch /api/v1/orders/{}", 200, "etag"),
        ("post /api/v1/orders/{}/cancel", 200, "etag"),
    ],
)
def test_the_headers_of_orders_are_described(
    document: Document, route: str, status: int, header: str
) -> None:
    assert header in headers_of(document, route, status)


@pytest.mark.needs(example="orders")
@pytest.mark.parametrize(
    ("route", "names"),
    [
        ("post /api/v1/orders", {"idempotency-key"}),
        (
            "get /api/v1/orders",
            {"limit", "cursor", "status", "created_from", "created_to", "sort"},
        ),
        ("get /api/v1/orders/{}", {"if-none-match"}),
        ("patch /api/v1/orders/{}", {"if-match"}),
    ],
)
def test_the_parameters_of_orders_are_described(
    document: Document, route: str, names: set[str]
) -> None:
    parameters = operations(document)[route].get("parameters", [])
    described = {resolved(document, each)["name"].lower() for each in parameters}
    assert names <= described


@pytest.mark.needs(auth="jwt")
def test_the_security_scheme_is_described(document: Document) -> None:
    schemes = document["components"]["securitySchemes"].values()
    assert [(each["type"], each["scheme"]) for each in schemes] == [("http", "bearer")]


@pytest.mark.needs(auth="api_key")
def test_both_headers_of_a_key_are_described(document: Document) -> None:
    bearer = {"type": "http", "scheme": "bearer"}
    header = {"type": "apiKey", "in": "header", "name": "X-API-Key"}
    schemes = document["components"]["securitySchemes"]
    assert sorted(schemes.values(), key=str) == sorted([bearer, header], key=str)
    for route in API_KEYS:
        alternatives = operations(document)[route]["security"]
        # Of the names of an object the order means nothing, nor does that of alternatives.
        found = sorted(list(each) for each in alternatives)
        assert found == sorted([name] for name in schemes), route


@pytest.mark.needs(auth="oidc")
def test_both_security_schemes_are_described(document: Document) -> None:
    schemes = document["components"]["securitySchemes"].values()
    described = {(each["type"], each.get("scheme"), each.get("name")) for each in schemes}
    assert described == {("http", "bearer", None), ("apiKey", None, "__Host-session")}


@pytest.mark.needs(auth="session")
def test_the_cookie_is_described(document: Document) -> None:
    schemes = document["components"]["securitySchemes"].values()
    described = [(each["type"], each["in"], each["name"]) for each in schemes]
    assert described == [("apiKey", "cookie", "__Host-session")]
    for route, status in (("post /api/v1/auth/login", 200), ("post /api/v1/auth/logout", 204)):
        assert "set-cookie" in headers_of(document, route, status)


@pytest.mark.needs(identified=True, example="orders")
def test_routes_of_orders_ask_for_credentials(document: Document) -> None:
    for route in ORDERS:
        security = operations(document)[route].get("security", document.get("security"))
        assert security, route
        assert {} not in security, route


@pytest.mark.needs(auth="none")
def test_without_accounts_no_route_asks_for_credentials(document: Document) -> None:
    assert "securitySchemes" not in document.get("components", {})
    assert all("security" not in operation for operation in operations(document).values())


def test_the_docs_load_nothing_from_elsewhere(server: Server) -> None:
    page = server.root.get("/docs")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    links = re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)["']""", page.text)
    assert links, "the page loads nothing at all"
    for link in links:
        url = urljoin(f"{server.url}/docs", link)
        assert urlsplit(url).netloc == urlsplit(server.url).netloc, link
        assert server.root.get(url).status_code == 200, link


def test_the_docs_obey_their_own_content_security_policy(server: Server) -> None:
    """A page whose inline script the policy forbids stays blank in every browser."""
    page = server.root.get("/docs")
    policy: dict[str, str] = dict(DIRECTIVE.findall(page.headers["content-security-policy"]))
    scripts = policy.get("script-src", policy["default-src"])
    assert "'self'" in scripts
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page.text)
    allowed = "'unsafe-inline'" in scripts or "'sha256-" in scripts
    nonces = re.findall(r"'nonce-([^']+)'", scripts)
    for attributes in inline:
        assert allowed or any(f'nonce="{nonce}"' in attributes for nonce in nonces), attributes
    assert "'self'" in policy.get("connect-src", policy["default-src"]), "it reads /openapi.json"


def test_the_docs_are_those_of_this_service(server: Server) -> None:
    links = re.findall(r"""src=["']([^"']+)["']""", server.root.get("/docs").text)
    scripts = [server.root.get(urljoin("/docs", link)).text for link in links]
    assert any("openapi.json" in text for text in [server.root.get("/docs").text, *scripts])
