{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
{% set views = "order_views" if architecture == "cqrs" else "orders" %}
"""The routes of orders."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response, status

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands import orders as commands
from {{ package_name }}.application.ports.orders import IdempotencyKey
from {{ package_name }}.application.queries import orders as queries
{% else %}
from {{ package_name }}.application import orders as use_cases
from {{ package_name }}.application.ports.orders import IdempotencyKey
{% endif %}
from {{ package_name }}.callers import Caller, Scope
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
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.document import header, problems
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.policy import API_PREFIX

Reader = Annotated[Caller, Depends(Requires(Scope.ORDERS_READ))]
Writer = Annotated[Caller, Depends(Requires(Scope.ORDERS_WRITE))]
Admin = Annotated[Caller, Depends(Requires(Scope.ORDERS_ADMIN))]
IdempotencyKeyHeader = Annotated[str | None, Header(min_length=1, max_length=255)]
IfMatch = Annotated[str | None, Header(description="The ETag of the version to change.")]
IfNoneMatch = Annotated[str | None, Header(description="The ETag of the version at hand.")]

ETAG = {"ETag": header("The order's version.")}

router = APIRouter(prefix=f"{API_PREFIX}/orders", tags=["orders"], route_class=JsonRoute)


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses={
        201: {
            "headers": {
                **ETAG,
                "Location": header("Where the order is."),
                "Idempotency-Replayed": header("`true` on a repetition.", required=False),
            }
        },
        **problems(401, 403),
    },
)
async def place_order(
    response: Response,
    body: OrderIn,
    caller: Writer,
    container: ContainerDep,
    idempotency_key: IdempotencyKeyHeader = None,
) -> OrderOut:
    """Place an order. Sent again with the same key, it is answered again and placed once."""
    key = idempotency_key and IdempotencyKey(idempotency_key, body.model_dump_json())
    placement = await {{ commands }}.place_order(
        container.orders, {{ "container.queue, " if architecture == "hexagonal" else "" }}caller, body.customer_email, body.items(), key or None
    )
    response.headers["Location"] = f"{router.prefix}/{placement.order.id}"
    response.headers["ETag"] = etag(placement.order.version)
    if placement.replayed:
        response.headers["Idempotency-Replayed"] = "true"
    return OrderOut.of(placement.order)


@router.get(
    "",
    responses={
        200: {"headers": {"Link": header("The next page.", required=False)}},
        **problems(401, 403),
    },
)
async def list_orders(
    request: Request,
    response: Response,
    caller: Reader,
    container: ContainerDep,
    wanted: Annotated[OrderFilter, Query()],
) -> OrderPage:
    """List orders, page by page."""
    criteria = to_criteria(container.cursors, wanted)
    page = await {{ queries }}.list_orders(container.{{ views }}, caller, criteria, wanted.limit)
    items = [OrderOut.of(order) for order in page.orders]
    if not page.has_more:
        return OrderPage(items=items, next_cursor=None)
    cursor = next_cursor(container.cursors, wanted, page.orders[-1])
    url = request.url.include_query_params(cursor=cursor)
    response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    return OrderPage(items=items, next_cursor=cursor)


@router.get("/stats", responses=problems(401, 403))
async def get_stats(caller: Reader, container: ContainerDep) -> OrderStats:
    """Count orders by status, and add up what the confirmed ones are worth."""
    return OrderStats.of(await {{ queries }}.get_stats(container.{{ views }}, caller))


@router.get(
    "/{order_id:uuid}",
    response_model=OrderOut,
    responses={
        200: {"headers": ETAG},
        304: {"description": "Unchanged.", "headers": ETAG},
        **problems(401, 403, 404),
    },
)
async def get_order(
    response: Response,
    order_id: UUID,
    caller: Reader,
    container: ContainerDep,
    if_none_match: IfNoneMatch = None,
) -> OrderOut | Response:
    """Return an order."""
    order = await {{ queries }}.get_order(container.{{ views }}, caller, order_id)
    headers = {"ETag": etag(order.version)}
    if is_unchanged(if_none_match, order.version):
        return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=headers)
    response.headers.update(headers)
    return OrderOut.of(order)


@router.patch(
    "/{order_id:uuid}",
    responses={200: {"headers": ETAG}, **problems(401, 403, 404, 409, 412, 428)},
    openapi_extra={
        "requestBody": {
            "content": {
                "application/merge-patch+json": {
                    "schema": {"$ref": "#/components/schemas/OrderPatch"}
                }
            }
        }
    },
)
async def edit_order(  # noqa: PLR0913, PLR0917 - FastAPI passes them by name
    response: Response,
    order_id: UUID,
    body: OrderPatch,
    caller: Writer,
    container: ContainerDep,
    if_match: IfMatch = None,
) -> OrderOut:
    """Change an order that is still placed; `If-Match` says which version was read."""
    order = await {{ commands }}.edit_order(
        container.orders, caller, order_id, body.email(), body.items(), if_match
    )
    response.headers["ETag"] = etag(order.version)
    return OrderOut.of(order)


@router.post(
    "/{order_id:uuid}/cancel",
    responses={200: {"headers": ETAG}, **problems(401, 403, 404, 409)},
)
async def cancel_order(
    response: Response, order_id: UUID, caller: Writer, container: ContainerDep
) -> OrderOut:
    """Call an order off; to do so again changes nothing."""
    order = await {{ commands }}.cancel_order(container.orders, caller, order_id)
    response.headers["ETag"] = etag(order.version)
    return OrderOut.of(order)


@router.delete(
    "/{order_id:uuid}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(401, 403, 404),
)
async def delete_order(order_id: UUID, _caller: Admin, container: ContainerDep) -> None:
    """Delete an order; for admins."""
    await {{ commands }}.delete_order(container.orders, order_id)
