"""What the OpenAPI document says of every route."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from {{ package_name }}.web.problem_documents import PROBLEM_JSON, title

Responses = dict[int | str, dict[str, Any]]


class FieldError(BaseModel):
    """A value that does not fit, and where it stands (RFC 6901)."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[FieldError] = []


PROBLEM = {"$ref": "#/components/schemas/Problem"}
# What any route may answer, whatever it does.
ANY_ROUTE = (400, 405, 500, 503)
API_ROUTE = (406, 429)
ROUTE_WITH_BODY = (413, 415, 422)
ROUTE_WITH_PARAMETERS = (422,)
{% if auth in ["session", "oidc"] %}
SAFE = frozenset({"get", "head"})
{% endif %}
REQUEST_ID = {
    "X-Request-ID": {
        "description": "The request's id: the one sent, or a new one.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,128}$"},
    }
}
RATE_LIMIT = {
    "RateLimit-Policy": {"description": "The limit.", "schema": {"type": "string"}},
    "RateLimit": {"description": "What is left of it.", "schema": {"type": "string"}},
}
STATUS_HEADERS = {
    "401": {
        "WWW-Authenticate": {
            "description": "How to authenticate (RFC 9110, section 11.6.1).",
            "schema": {"type": "string"},
        }
    },
    "405": {"Allow": {"description": "The methods of the path.", "schema": {"type": "string"}}},
    "429": {
        "Retry-After": {
            "description": "Seconds to wait.",
            "schema": {"type": "integer", "minimum": 1},
        }
    },
}


def header(description: str, *, required: bool = True) -> dict[str, Any]:
    """Describe a header of a response."""
    return {"description": description, "required": required, "schema": {"type": "string"}}


def problems(*statuses: int) -> Responses:
    """Declare the problems that a route may answer, beside those that any route may."""
    return {status: {"description": title(status)} for status in statuses}


def complete(document: dict[str, Any], api_prefix: str) -> None:
    """Add what every route shares: problems, request ids and rate limits."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for model in (Problem, FieldError):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schema.pop("$defs", None)
        schemas[model.__name__] = schema
    for path, operations in document["paths"].items():
{% if auth in ["session", "oidc"] %}
        for method, operation in operations.items():
            if method not in SAFE:
                # A page of another origin is refused.
                operation["responses"].setdefault("403", problems(403)[403])
            _complete(operation, in_api=path.startswith(api_prefix))
{% else %}
        for operation in operations.values():
            _complete(operation, in_api=path.startswith(api_prefix))
{% endif %}


def _complete(operation: dict[str, Any], *, in_api: bool) -> None:
    responses = operation["responses"]
    shared = set(ANY_ROUTE) | (set(API_ROUTE) if in_api else set())
    shared |= set(ROUTE_WITH_BODY) if "requestBody" in operation else set()
    shared |= set(ROUTE_WITH_PARAMETERS) if "parameters" in operation else set()
    for status in shared:
        responses.setdefault(str(status), {"description": title(status)})
    for status, response in responses.items():
        if status >= "400":
            response["content"] = {PROBLEM_JSON: {"schema": PROBLEM}}
        headers = response.setdefault("headers", {})
        headers |= REQUEST_ID | (RATE_LIMIT if in_api else {})
        headers |= STATUS_HEADERS.get(status, {})
    operation["responses"] = dict(sorted(responses.items()))
