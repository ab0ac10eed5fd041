{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
"""The routes of API keys, all for admins."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands import api_keys as commands
from {{ package_name }}.application.queries import api_keys as queries
{% else %}
from {{ package_name }}.application import api_keys as use_cases
{% endif %}
from {{ package_name }}.callers import Caller, Scope
from {{ package_name }}.entrypoints.http.api_key_schemas import (
    ApiKeyFilter,
    ApiKeyIn,
    ApiKeyOut,
    ApiKeyPage,
    IssuedApiKey,
)
from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.operations import operation
from {{ package_name }}.web.policy import AUTH_PREFIX

ADMIN = Requires(Scope.ORDERS_ADMIN)

blueprint = Blueprint("api-keys", __name__, url_prefix=AUTH_PREFIX)


@blueprint.post("")
@operation(ADMIN, status=HTTPStatus.CREATED, answer=IssuedApiKey, responses=problems(401, 403))
def create_key(body: ApiKeyIn, caller: Caller) -> IssuedApiKey:
    """Make a key. Its text is in this answer and nowhere else."""
    container = get_container()
    api_key, key = {{ commands }}.create_key(
        container.api_keys,
        container.key_hashes,
        body.grant(),
        caller.scopes,
    )
    shown = ApiKeyOut.model_validate(api_key)
    return IssuedApiKey(**dict(shown), key=key)


@blueprint.get("")
@operation(ADMIN, answer=ApiKeyPage, responses=problems(401, 403))
def list_keys(query: ApiKeyFilter) -> ApiKeyPage:
    """List the keys that work or have expired, the newest first, page by page."""
    container = get_container()
    page = {{ queries }}.list_keys(container.{{ "api_key_views" if architecture == "cqrs" else "api_keys" }}, query.limit, query.cursor)
    return ApiKeyPage.model_validate(page, from_attributes=True)


@blueprint.delete("/<uuid:key_id>")
@operation(ADMIN, status=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404))
def revoke_key(key_id: UUID) -> None:
    """Revoke a key: it works no more, and is listed no more."""
    {{ commands }}.revoke_key(get_container().api_keys, key_id)
