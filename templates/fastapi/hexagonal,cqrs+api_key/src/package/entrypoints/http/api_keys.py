{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
"""The routes of API keys, all for admins."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, status

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
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.policy import AUTH_PREFIX

Admin = Annotated[Caller, Depends(Requires(Scope.ORDERS_ADMIN))]

router = APIRouter(prefix=AUTH_PREFIX, tags=["api-keys"], route_class=JsonRoute)


@router.post("", status_code=status.HTTP_201_CREATED, responses=problems(401, 403))
async def create_key(body: ApiKeyIn, caller: Admin, container: ContainerDep) -> IssuedApiKey:
    """Make a key. Its text is in this answer and nowhere else."""
    api_key, key = await {{ commands }}.create_key(
        container.api_keys, container.key_hashes, body.grant(), caller.scopes
    )
    shown = ApiKeyOut.model_validate(api_key)
    return IssuedApiKey(**dict(shown), key=key)


@router.get("", response_model=ApiKeyPage, responses=problems(401, 403))
async def list_keys(
    _caller: Admin, container: ContainerDep, wanted: Annotated[ApiKeyFilter, Query()]
) -> {{ queries }}.Page:
    """List the keys that work or have expired, the newest first, page by page."""
    return await {{ queries }}.list_keys(container.{{ "api_key_views" if architecture == "cqrs" else "api_keys" }}, wanted.limit, wanted.cursor)


@router.delete(
    "/{key_id:uuid}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(401, 403, 404),
)
async def revoke_key(key_id: UUID, _caller: Admin, container: ContainerDep) -> None:
    """Revoke a key: it works no more, and is listed no more."""
    await {{ commands }}.revoke_key(container.api_keys, key_id)
