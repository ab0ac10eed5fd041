{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
"""The routes of API keys, all for admins."""

from http import HTTPStatus
from uuid import UUID

from ninja import Query, Router, Status

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands import api_keys as commands
from {{ package_name }}.application.queries import api_keys as queries
{% else %}
from {{ package_name }}.application import api_keys as use_cases
{% endif %}
from {{ package_name }}.callers import Scope
from {{ package_name }}.entrypoints.http.api_key_schemas import (
    ApiKeyFilter,
    ApiKeyIn,
    ApiKeyOut,
    ApiKeyPage,
    IssuedApiKey,
)
from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.policy import AUTH_PREFIX
from {{ package_name }}.web.requests import Request, caller_of, container_of

ADMIN = Requires(Scope.ORDERS_ADMIN)
PREFIX = AUTH_PREFIX

router = Router(tags=["api-keys"])


@router.post(
    "",
    auth=ADMIN,
    response={201: IssuedApiKey},
    openapi_extra={"responses": problems(401, 403)},
)
def create_key(request: Request, body: ApiKeyIn) -> Status[IssuedApiKey]:
    """Make a key. Its text is in this answer and nowhere else."""
    container = container_of(request)
    api_key, key = {{ commands }}.create_key(
        container.api_keys,
        container.key_hashes,
        body.grant(),
        caller_of(request).scopes,
    )
    shown = ApiKeyOut.model_validate(api_key)
    return Status(HTTPStatus.CREATED, IssuedApiKey(**dict(shown), key=key))


@router.get(
    "",
    auth=ADMIN,
    response=ApiKeyPage,
    openapi_extra={"responses": problems(401, 403)},
)
def list_keys(request: Request, wanted: Query[ApiKeyFilter]) -> ApiKeyPage:
    """List the keys that work or have expired, the newest first, page by page."""
    container = container_of(request)
    page = {{ queries }}.list_keys(container.{{ "api_key_views" if architecture == "cqrs" else "api_keys" }}, wanted.limit, wanted.cursor)
    return ApiKeyPage.model_validate(page, from_attributes=True)


@router.delete(
    "/{uuid:key_id}",
    auth=ADMIN,
    response={204: None},
    openapi_extra={"responses": problems(401, 403, 404)},
)
def revoke_key(request: Request, key_id: UUID) -> Status[None]:
    """Revoke a key: it works no more, and is listed no more."""
    {{ commands }}.revoke_key(container_of(request).api_keys, key_id)
    return Status(HTTPStatus.NO_CONTENT, None)
