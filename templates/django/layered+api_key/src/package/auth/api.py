"""The routes of API keys, all for admins."""

from http import HTTPStatus
from uuid import UUID

from ninja import Query, Router, Status

from {{ package_name }}.auth import selectors, services
from {{ package_name }}.auth.schemas import (
    ApiKeyFilter,
    ApiKeyIn,
    ApiKeyOut,
    ApiKeyPage,
    IssuedApiKey,
)
from {{ package_name }}.callers import Scope
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
    hashes = container_of(request).key_hashes
    api_key, key = services.create_key(hashes, body.grant(), caller_of(request).scopes)
    shown = ApiKeyOut.model_validate(api_key)
    return Status(HTTPStatus.CREATED, IssuedApiKey(**dict(shown), key=key))


@router.get(
    "",
    auth=ADMIN,
    response=ApiKeyPage,
    openapi_extra={"responses": problems(401, 403)},
)
def list_keys(request: Request, wanted: Query[ApiKeyFilter]) -> ApiKeyPage:  # noqa: ARG001 - django-ninja passes it
    """List the keys that work or have expired, the newest first, page by page."""
    page = selectors.list_keys(wanted.limit, wanted.cursor)
    return ApiKeyPage.model_validate(page, from_attributes=True)


@router.delete(
    "/{uuid:key_id}",
    auth=ADMIN,
    response={204: None},
    openapi_extra={"responses": problems(401, 403, 404)},
)
def revoke_key(request: Request, key_id: UUID) -> Status[None]:  # noqa: ARG001 - django-ninja passes it
    """Revoke a key: it works no more, and is listed no more."""
    services.revoke_key(key_id)
    return Status(HTTPStatus.NO_CONTENT, None)
