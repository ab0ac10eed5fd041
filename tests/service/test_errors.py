"""Section 1, errors and statuses: problem+json for every error of every route."""

import json
from typing import Any

import httpx2
import pytest

from .conftest import Deploy
from .harness.accounts import Account, attempt
from .harness.combination import Combination
from .harness.deployment import Server, connect
from .harness.orders import draft, line
from .harness.probe import Probe
from .harness.problem import assert_problem, pointers

pytestmark = [pytest.mark.once_for("framework", "architecture"), pytest.mark.short("framework")]

JSON = {"Content-Type": "application/json"}


def raw(probe: Probe, body: bytes | str, **headers: str) -> httpx2.Response:
    """POST these very bytes."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return probe.client.post(probe.writing, content=body, headers=JSON | given)


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/v1/nothing", "/api/v2/orders", "/livez/x"])
def test_an_unknown_route_is_a_404_problem(server: Server, path: str) -> None:
    assert_problem(server.root.get(path), 404, "not_found")


def test_an_unknown_route_is_404_for_every_method(server: Server) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert_problem(server.root.request(method, "/api/v1/nothing"), 404, "not_found")


def test_a_trailing_slash_is_not_redirected_to_another_host(server: Server) -> None:
    response = server.root.get("/livez/", headers={"Host": "127.0.0.1"})
    assert_problem(response, 404, "not_found")


def test_a_wrong_method_is_405_and_names_the_right_ones(server: Server) -> None:
    response = server.root.post("/livez")
    assert_problem(response, 405, "method_not_allowed")
    assert "GET" in response.headers["allow"].split(", ")


@pytest.mark.needs(example="orders")
def test_allow_names_the_methods_of_all_handlers_of_the_path(user: httpx2.Client) -> None:
    response = user.put("/orders/0190c0de-0000-7000-8000-000000000000")
    assert_problem(response, 405, "method_not_allowed")
    assert set(response.headers["allow"].split(", ")) >= {"GET", "PATCH", "DELETE"}


@pytest.mark.needs(api=True)
@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "application/xml",
        "application/json;q=0",
        "application/json;q=0, */*",
        "*/*, application/*;q=0",
    ],
)
def test_an_answer_in_no_accepted_type_is_406(probe: Probe, accept: str) -> None:
    response = probe.client.get(probe.reading, headers={"Accept": accept})
    assert_problem(response, 406, "not_acceptable")


@pytest.mark.needs(api=True)
@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/*",
        "application/json",
        "text/html, application/json;q=0.5",
        "*/*;q=0, application/json",
    ],
)
def test_json_is_sent_to_whoever_accepts_it(probe: Probe, accept: str) -> None:
    response = probe.client.get(probe.reading, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == "application/json"


@pytest.mark.needs(takes_bodies=True)
@pytest.mark.parametrize(
    "body",
    ['{"email": ', "", "nonsense", b'{"email": "\xff"}', '{"a": NaN}', '{"a": 1} x', "[" * 100_000],
    ids=["cut off", "empty", "a word", "not UTF-8", "NaN", "more behind it", "nested without end"],
)
def test_a_body_that_is_not_json_is_400(probe: Probe, body: bytes | str) -> None:
    assert_problem(raw(probe, body), 400, "invalid_json")


@pytest.mark.needs(takes_bodies=True)
@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"],
)
def test_another_content_type_is_415(probe: Probe, content_type: str) -> None:
    response = raw(probe, json.dumps(probe.body()), Content_Type=content_type)
    assert_problem(response, 415, "unsupported_media_type")


@pytest.mark.needs(takes_bodies=True)
def test_a_body_without_a_content_type_is_415(probe: Probe) -> None:
    response = probe.client.post(probe.writing, content=json.dumps(probe.body()))
    assert_problem(response, 415, "unsupported_media_type")


@pytest.mark.needs(takes_bodies=True)
def test_json_may_name_its_charset(probe: Probe) -> None:
    response = raw(probe, json.dumps(probe.body()), Content_Type="application/json; charset=utf-8")
    assert response.status_code == 201, response.text


@pytest.mark.needs(takes_bodies=True)
def test_a_missing_field_is_pointed_to(probe: Probe) -> None:
    body = probe.body()
    missing = next(iter(body))
    del body[missing]
    response = probe.client.post(probe.writing, json=body)
    assert pointers(response) == [f"/{missing}"]


@pytest.mark.needs(takes_bodies=True)
def test_an_unknown_field_is_refused_and_pointed_to(probe: Probe) -> None:
    response = probe.client.post(probe.writing, json=probe.body() | {"status": "confirmed"})
    assert pointers(response) == ["/status"]


@pytest.mark.needs(takes_bodies=True)
def test_a_pointer_is_escaped(probe: Probe) -> None:
    """RFC 6901: ~ is written ~0 and / is written ~1."""
    response = probe.client.post(probe.writing, json=probe.body() | {"a/b~c": 1})
    assert pointers(response) == ["/a~1b~0c"]


@pytest.mark.needs(takes_bodies=True)
@pytest.mark.parametrize("body", [[], "text", 1, None, True])
def test_a_body_that_is_no_object_is_pointed_to_as_a_whole(probe: Probe, body: Any) -> None:  # noqa: ANN401 - any JSON
    assert pointers(raw(probe, json.dumps(body))) == [""]


@pytest.mark.needs(takes_bodies=True)
def test_all_faults_are_reported_together(probe: Probe) -> None:
    body = {name: False for name in probe.body()}  # noqa: C420 - reads as the body it is
    response = probe.client.post(probe.writing, json=body)
    assert pointers(response) == sorted(f"/{name}" for name in body)


@pytest.mark.needs(takes_bodies=True)
@pytest.mark.parametrize("text", ["\\ud800", "\\u0000"], ids=["half a surrogate pair", "NUL"])
def test_text_that_no_database_stores_is_not_a_500(probe: Probe, text: str) -> None:
    body = json.dumps(dict.fromkeys(probe.body(), "x")).replace('"x"', f'"{text}@example.com"')
    assert raw(probe, body).status_code in {400, 422}


@pytest.mark.needs(example="orders")
def test_a_fault_deep_in_the_body_is_pointed_to(user: httpx2.Client) -> None:
    body = draft(line(quantity=0), line("SKU-2") | {"colour": "red"})
    response = user.post("/orders", json=body)
    assert pointers(response) == ["/lines/0/quantity", "/lines/1/colour"]


@pytest.mark.needs(example="orders")
def test_a_wrong_parameter_is_422(user: httpx2.Client) -> None:
    assert pointers(user.get("/orders", params={"limit": "many"})) != []


@pytest.mark.needs(example="orders")
def test_a_database_without_tables_is_an_error_that_tells_nothing(
    combination: Combination, deploy: Deploy
) -> None:
    """The one way to break the inside from the outside: serve without having migrated."""
    server = deploy(migrated=False).serve(ready="/livez")
    if combination.accounts:
        response = attempt(server, Account("ada@example.com"))
    else:
        headers = {"X-API-Key": f"{combination.slug}_{'0' * 32}_{'0' * 64}"}
        response = server.client().get("/orders", headers=headers)
    status = response.status_code
    assert status in {500, 503}
    code = {500: "internal_error", 503: "service_unavailable"}[status]
    assert_problem(response, status, code)


def test_a_foreign_host_is_refused(production_server: Server) -> None:
    response = production_server.root.get("/api/v1/nothing", headers={"Host": "evil.example"})
    assert_problem(response, 400, "bad_host")


def test_an_allowed_host_is_served_on_any_port(production_server: Server) -> None:
    response = production_server.root.get("/openapi.json", headers={"Host": "shop.example:8443"})
    assert response.status_code == 200


def test_a_head_request_has_no_body(server: Server) -> None:
    with connect(server.url, {}) as client:
        response = client.head("/livez")
        assert (response.status_code, response.content) == (200, b"")
        assert client.get("/livez").json() == {"status": "ok"}
