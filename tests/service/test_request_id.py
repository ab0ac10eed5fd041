"""Section 1, request id: `X-Request-ID` is echoed or made, on every response."""

import re

import pytest

from .harness.deployment import Server

pytestmark = [pytest.mark.once_for("framework", "architecture"), pytest.mark.short("framework")]

MADE = re.compile(r"[A-Za-z0-9._-]{1,128}")


def given(server: Server, request_id: str | bytes, path: str = "/livez") -> str:
    """Send a request id and return the one of the response."""
    as_bytes = request_id.encode() if isinstance(request_id, str) else request_id
    response = server.root.get(path, headers=[(b"X-Request-ID", as_bytes)])
    returned: str = response.headers["x-request-id"]
    return returned


@pytest.mark.parametrize("request_id", ["a", "Order-7.retry_2", "x" * 128])
def test_a_good_request_id_is_echoed(server: Server, request_id: str) -> None:
    assert given(server, request_id) == request_id


@pytest.mark.parametrize("path", ["/nothing", "/api/v1/orders", "/metrics", "/openapi.json"])
def test_it_is_echoed_on_every_route(server: Server, path: str) -> None:
    assert given(server, "trace-1", path) == "trace-1"


@pytest.mark.parametrize(
    "request_id",
    ["", "two words", "x" * 129, "slash/", "new%0Aline", b"caf\xc3\xa9", "<script>", "a,b"],
)
def test_a_bad_request_id_is_replaced(server: Server, request_id: str | bytes) -> None:
    made = given(server, request_id)
    assert made != request_id
    assert MADE.fullmatch(made)


def test_each_request_without_one_gets_its_own(server: Server) -> None:
    made = {server.root.get("/livez").headers["x-request-id"] for _ in range(5)}
    assert len(made) == 5


def test_the_problem_body_carries_it(server: Server) -> None:
    response = server.root.get("/nothing", headers={"X-Request-ID": "trace-2"})
    assert response.json()["request_id"] == "trace-2"
