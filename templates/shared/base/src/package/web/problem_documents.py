"""Problem documents (RFC 9457), whatever framework sends them."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

PROBLEM_JSON = "application/problem+json"
CODES = {
    HTTPStatus.BAD_REQUEST: "bad_request",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.NOT_ACCEPTABLE: "not_acceptable",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "body_too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
    HTTPStatus.UNPROCESSABLE_ENTITY: "validation_failed",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal_error",
}
{% if python_version == "3.12" %}
RENAMED = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}
"""What RFC 9110 calls the statuses that Python 3.12 still knows by their older names."""
{% endif %}


def title(status: int) -> str:
    """Return a status in words, as RFC 9110 has it."""
{% if python_version == "3.12" %}
    return RENAMED.get(status, HTTPStatus(status).phrase)
{% else %}
    return HTTPStatus(status).phrase
{% endif %}


def members(  # noqa: PLR0913 - the members of a problem document
    status: HTTPStatus,
    code: str | None = None,
    detail: str = "",
    *,
    instance: str,
    request_id: str,
    extensions: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Make the members of a problem document.

    `type` is "about:blank", so that `title` is the status in words; `code` says what went wrong.
    """
    return {
        "type": "about:blank",
        "title": title(status),
        "status": status.value,
        "detail": detail or status.description or title(status),
        "instance": instance,
        "code": code or CODES.get(status, title(status).lower().replace(" ", "_")),
        "request_id": request_id,
        **(extensions or {}),
    }


def pointer(steps: Sequence[str | int]) -> str:
    """Point to a member of the body (RFC 6901), or to a parameter by its name."""
    escaped = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return "".join(f"/{step}" for step in escaped)


def sentence(message: str) -> str:
    """Make a sentence of what Pydantic says of a value."""
    text = message.removeprefix("Value error, ")
    return f"{text[:1].upper()}{text[1:]}."
