"""The routes of orders."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from ninja import Header, Query, Router, Status

from {{ package_name }}.callers import Scope
from {{ package_name }}.orders import selectors, services
from {{ package_name }}.orders.schemas import (
    OrderFilter,
    OrderIn,
    OrderOut,
    OrderPage,
    OrderPatch,
    OrderStats,
)
from {{ package_name }}.preconditions import etag, is_unchanged
from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.document import header, problems
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.requests import (
    Request,
    Response,
    caller_of,
    container_of,
    next_page,
)

READER = Requires(Scope.ORDERS_READ)
WRITER = Requires(Scope.ORDERS_WRITE)
ADMIN = Requires(Scope.ORDERS_ADMIN)
PREFIX = f"{API_PREFIX}/orders"
IdempotencyKeyHeader = Annotated[
    str | None, Header(alias="idempotency-key", min_length=1, max_length=255)
]
IfMatch = Annotated[
    str | None, Header(alias="if-match", description="The ETag of the version to change.")
]
IfNoneMatch = Annotated[
    str | None, Header(alias="if-none-match", description="The ETag of the version at hand.")
]

ETAG = {"ETag": header("The order's version.")}

router = Router(tags=["orders"])


@router.post(
    "",
    auth=WRITER,
    response={201: OrderOut},
    openapi_extra={
        "responses": {
            201: {
                "headers": {
                    **ETAG,
                    "Location": header("Where the order is."),
                    "Idempotency-Replayed": header("`true` on a repetition.", required=False),
                }
            },
            **problems(401, 403),
        }
    },
)
def place_order(
    request: Request,
    response: Response,
    body: OrderIn,
    idempotency_key: IdempotencyKeyHeader = None,
) -> Status[OrderOut]:
    """Place an order. Sent again with the same key, it is answered again and placed once."""
    queue = container_of(request).queue
    placement = services.place_order(queue, caller_of(request), body, idempotency_key)
    response["Location"] = f"{PREFIX}/{placement.order.id}"
    response["ETag"] = etag(placement.order.version)
    if placement.replayed:
        response["Idempotency-Replayed"] = "true"
    return Status(HTTPStatus.CREATED, placement.order)


@router.get(
    "",
    auth=READER,
    response=OrderPage,
    openapi_extra={
        "responses": {
            200: {"headers": {"Link": header("The next page.", required=False)}},
            **problems(401, 403),
        }
    },
)
def list_orders(request: Request, response: Response, wanted: Query[OrderFilter]) -> OrderPage:
    """List orders, page by page."""
    cursors = container_of(request).cursors
    page = selectors.list_orders(cursors, caller_of(request), wanted)
    if page.next_cursor is not None:
        response["Link"] = f'<{next_page(request, page.next_cursor)}>; rel="next"'
    items = [OrderOut.of(order) for order in page.orders]
    return OrderPage(items=items, next_cursor=page.next_cursor)


@router.get(
    "/stats",
    auth=READER,
    response=OrderStats,
    openapi_extra={"responses": problems(401, 403)},
)
def get_stats(request: Request) -> OrderStats:
    """Count orders by status, and add up what the confirmed ones are worth."""
    return selectors.get_stats(caller_of(request))


@router.get(
    "/{uuid:order_id}",
    auth=READER,
    response=OrderOut,
    openapi_extra={
        "responses": {
            200: {"headers": ETAG},
            304: {"description": "Unchanged.", "headers": ETAG},
            **problems(401, 403, 404),
        }
    },
)
def get_order(
    request: Request, response: Response, order_id: UUID, if_none_match: IfNoneMatch = None
) -> OrderOut | Response:
    """Return an order."""
    order = selectors.get_order(caller_of(request), order_id)
    version = etag(order.version)
    if is_unchanged(if_none_match, order.version):
        return Response(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": version})
    response["ETag"] = version
    return OrderOut.of(order)


@router.patch(
    "/{uuid:order_id}",
    auth=WRITER,
    response=OrderOut,
    openapi_extra={
        "requestBody": {
            "content": {
                "application/merge-patch+json": {
                    "schema": {"$ref": "#/components/schemas/OrderPatch"}
                }
            }
        },
        "responses": {200: {"headers": ETAG}, **problems(401, 403, 404, 409, 412, 428)},
    },
)
def edit_order(
    request: Request,
    response: Response,
    order_id: UUID,
    body: OrderPatch,
    if_match: IfMatch = None,
) -> OrderOut:
    """Change an order that is still placed; `If-Match` says which version was read."""
    order = services.edit_order(caller_of(request), order_id, body, if_match)
    response["ETag"] = etag(order.version)
    return OrderOut.of(order)


@router.post(
    "/{uuid:order_id}/cancel",
    auth=WRITER,
    response=OrderOut,
    openapi_extra={"responses": {200: {"headers": ETAG}, **problems(401, 403, 404, 409)}},
)
def cancel_order(request: Request, response: Response, order_id: UUID) -> OrderOut:
    """Call an order off; to do so again changes nothing."""
    order = services.cancel_order(caller_of(request), order_id)
    response["ETag"] = etag(order.version)
    return OrderOut.of(order)


@router.delete(
    "/{uuid:order_id}",
    auth=ADMIN,
    response={204: None},
    openapi_extra={"responses": problems(401, 403, 404)},
)
def delete_order(request: Request, order_id: UUID) -> Status[None]:  # noqa: ARG001 - django-ninja passes it
    """Delete an order; for admins."""
    services.delete_order(order_id)
    return Status(HTTPStatus.NO_CONTENT, None)
