{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
{% set views = "order_views" if architecture == "cqrs" else "orders" %}
"""The routes of orders."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from ninja import Header, Query, Router, Status

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands import orders as commands
from {{ package_name }}.application.ports.orders import IdempotencyKey
from {{ package_name }}.application.queries import orders as queries
{% else %}
from {{ package_name }}.application import orders as use_cases
from {{ package_name }}.application.ports.orders import IdempotencyKey
{% endif %}
from {{ package_name }}.callers import Scope
from {{ package_name }}.entrypoints.http.order_cursors import next_cursor, to_criteria
from {{ package_name }}.entrypoints.http.order_schemas import (
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
    container = container_of(request)
    key = idempotency_key and IdempotencyKey(idempotency_key, body.model_dump_json())
    placement = {{ commands }}.place_order(
        container.orders,
{% if architecture == "hexagonal" %}
        container.queue,
{% endif %}
        caller_of(request),
        body.customer_email,
        body.items(),
        key or None,
    )
    response["Location"] = f"{PREFIX}/{placement.order.id}"
    response["ETag"] = etag(placement.order.version)
    if placement.replayed:
        response["Idempotency-Replayed"] = "true"
    return Status(HTTPStatus.CREATED, OrderOut.of(placement.order))


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
    container = container_of(request)
    criteria = to_criteria(container.cursors, wanted)
    page = {{ queries }}.list_orders(
        container.{{ views }},
        caller_of(request),
        criteria,
        wanted.limit,
    )
    items = [OrderOut.of(order) for order in page.orders]
    if not page.has_more:
        return OrderPage(items=items, next_cursor=None)
    cursor = next_cursor(container.cursors, wanted, page.orders[-1])
    response["Link"] = f'<{next_page(request, cursor)}>; rel="next"'
    return OrderPage(items=items, next_cursor=cursor)


@router.get(
    "/stats",
    auth=READER,
    response=OrderStats,
    openapi_extra={"responses": problems(401, 403)},
)
def get_stats(request: Request) -> OrderStats:
    """Count orders by status, and add up what the confirmed ones are worth."""
    views = container_of(request).{{ views }}
    return OrderStats.of({{ queries }}.get_stats(views, caller_of(request)))


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
    views = container_of(request).{{ views }}
    order = {{ queries }}.get_order(views, caller_of(request), order_id)
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
    order = {{ commands }}.edit_order(
        container_of(request).orders,
        caller_of(request),
        order_id,
        body.email(),
        body.items(),
        if_match,
    )
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
    orders = container_of(request).orders
    order = {{ commands }}.cancel_order(orders, caller_of(request), order_id)
    response["ETag"] = etag(order.version)
    return OrderOut.of(order)


@router.delete(
    "/{uuid:order_id}",
    auth=ADMIN,
    response={204: None},
    openapi_extra={"responses": problems(401, 403, 404)},
)
def delete_order(request: Request, order_id: UUID) -> Status[None]:
    """Delete an order; for admins."""
    {{ commands }}.delete_order(container_of(request).orders, order_id)
    return Status(HTTPStatus.NO_CONTENT, None)
