"""Reading problem documents."""

from typing import Any

from httpx2 import Response


def problem(response: Response) -> tuple[int, str]:
    """Return the status and the code of a problem document (RFC 9457)."""
    assert response.headers["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert document["status"] == response.status_code
    return response.status_code, document["code"]
