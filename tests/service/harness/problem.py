"""The one shape of every error (RFC 9457)."""

from typing import Any
from urllib.parse import unquote

import httpx2

TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    409: "Conflict",
    412: "Precondition Failed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    428: "Precondition Required",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
"""The phrases of RFC 9110 and RFC 6585."""

INTERNALS = ("Traceback", "SELECT ", "INSERT ", "sqlalchemy", "psycopg", "asyncpg", "sqlite", ".py")


def assert_problem(response: httpx2.Response, status: int, code: str) -> dict[str, Any]:
    """Assert that the response is this problem, whole and without internals; return its body."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].split(";")[0] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["code"] == code, body
    assert body["type"] == "about:blank"
    assert body["title"] == TITLES[status]
    assert body["status"] == status
    assert isinstance(body["detail"], str)
    assert body["detail"]
    assert unquote(body["instance"]) == response.request.url.path
    assert body["request_id"] == response.headers["x-request-id"]
    leaked = [word for word in INTERNALS if word.lower() in response.text.lower()]
    assert not leaked, f"{leaked} in {response.text}"
    return body


def pointers(response: httpx2.Response) -> list[str]:
    """Return where the errors of a 422 `validation_failed` point, sorted."""
    body = assert_problem(response, 422, "validation_failed")
    for error in body["errors"]:
        assert set(error) == {"pointer", "detail"}, error
        assert error["detail"], error
    return sorted(error["pointer"] for error in body["errors"])
