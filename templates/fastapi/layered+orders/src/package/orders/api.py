"""The routes of orders."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response, status

from {{ package_name }}.callers import Caller, Scope
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
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.document import header, problems
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.policy import API_PREFIX

Reader = Annotated[Caller, Depends(Requires(Scope.ORDERS_READ))]
Writer = Annotated[Caller, Depends(Requires(Scope.ORDERS_WRITE))]
Admin = Annotated[Caller, Depends(Requires(Scope.ORDERS_ADMIN))]
IdempotencyKey = Annotated[str | None, Header(min_length=1, max_length=255)]
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
    idempotency_key: IdempotencyKey = None,
) -> OrderOut:
    """Place an order. Sent again with the same key, it is answered again and placed once."""
    placement = await services.place_order(
        container.database, container.queue, caller, body, idempotency_key
    )
    response.headers["Location"] = f"{router.prefix}/{placement.order.id}"
    response.headers["ETag"] = etag(placement.order.version)
    if placement.replayed:
        response.headers["Idempotency-Replayed"] = "true"
    return placement.order


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
    page = await selectors.list_orders(container.database, container.cursors, caller, wanted)
    if page.next_cursor is not None:
        url = request.url.include_query_params(cursor=page.next_cursor)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    return OrderPage(
        items=[OrderOut.of(order) for order in page.orders], next_cursor=page.next_cursor
    )


@router.get("/stats", responses=problems(401, 403))
async def get_stats(caller: Reader, container: ContainerDep) -> OrderStats:
    """Count orders by status, and add up what the confirmed ones are worth."""
    return await selectors.get_stats(container.database, caller)


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
    order = await selectors.get_order(container.database, caller, order_id)
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
    order = await services.edit_order(container.database, caller, order_id, body, if_match)
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
    order = await services.cancel_order(container.database, caller, order_id)
    response.headers["ETag"] = etag(order.version)
    return OrderOut.of(order)


@router.delete(
    "/{order_id:uuid}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(401, 403, 404),
)
async def delete_order(order_id: UUID, _caller: Admin, container: ContainerDep) -> None:
    """Delete an order; for admins."""
    await services.delete_order(container.database, order_id)
