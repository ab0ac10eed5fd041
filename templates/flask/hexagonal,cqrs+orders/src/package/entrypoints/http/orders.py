{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
{% set views = "order_views" if architecture == "cqrs" else "orders" %}
"""The routes of orders."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response

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
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.document import header, problems
from {{ package_name }}.web.links import next_page
from {{ package_name }}.web.operations import operation
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.request_headers import (
    CacheHeaders,
    ConditionalHeaders,
    IdempotencyHeaders,
)

ETAG = {"ETag": header("The order's version.")}

blueprint = Blueprint("orders", __name__, url_prefix=f"{API_PREFIX}/orders")


@blueprint.post("")
@operation(
    Requires(Scope.ORDERS_WRITE),
    status=HTTPStatus.CREATED,
    answer=OrderOut,
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
def place_order(
    body: OrderIn, caller: Caller, headers: IdempotencyHeaders
) -> tuple[OrderOut, dict[str, str]]:
    """Place an order. Sent again with the same key, it is answered again and placed once."""
    container = get_container()
    key = headers.key and IdempotencyKey(headers.key, body.model_dump_json())
    placement = {{ commands }}.place_order(
        container.orders,
{% if architecture == "hexagonal" %}
        container.queue,
{% endif %}
        caller,
        body.customer_email,
        body.items(),
        key or None,
    )
    answer = {
        "Location": f"{blueprint.url_prefix}/{placement.order.id}",
        "ETag": etag(placement.order.version),
    }
    if placement.replayed:
        answer["Idempotency-Replayed"] = "true"
    return OrderOut.of(placement.order), answer


@blueprint.get("")
@operation(
    Requires(Scope.ORDERS_READ),
    answer=OrderPage,
    responses={
        200: {"headers": {"Link": header("The next page.", required=False)}},
        **problems(401, 403),
    },
)
def list_orders(caller: Caller, query: OrderFilter) -> tuple[OrderPage, dict[str, str]]:
    """List orders, page by page."""
    container = get_container()
    criteria = to_criteria(container.cursors, query)
    page = {{ queries }}.list_orders(container.{{ views }}, caller, criteria, query.limit)
    items = [OrderOut.of(order) for order in page.orders]
    if not page.has_more:
        return OrderPage(items=items, next_cursor=None), {}
    cursor = next_cursor(container.cursors, query, page.orders[-1])
    return OrderPage(items=items, next_cursor=cursor), {"Link": next_page(cursor)}


@blueprint.get("/stats")
@operation(Requires(Scope.ORDERS_READ), answer=OrderStats, responses=problems(401, 403))
def get_stats(caller: Caller) -> OrderStats:
    """Count orders by status, and add up what the confirmed ones are worth."""
    return OrderStats.of({{ queries }}.get_stats(get_container().{{ views }}, caller))


@blueprint.get("/<uuid:order_id>")
@operation(
    Requires(Scope.ORDERS_READ),
    answer=OrderOut,
    responses={
        200: {"headers": ETAG},
        304: {"description": "Unchanged.", "headers": ETAG},
        **problems(401, 403, 404),
    },
)
def get_order(
    order_id: UUID, caller: Caller, headers: CacheHeaders
) -> tuple[OrderOut, dict[str, str]] | Response:
    """Return an order."""
    order = {{ queries }}.get_order(get_container().{{ views }}, caller, order_id)
    version = {"ETag": etag(order.version)}
    if is_unchanged(headers.if_none_match, order.version):
        return Response(status=HTTPStatus.NOT_MODIFIED, headers=version)
    return OrderOut.of(order), version


@blueprint.patch("/<uuid:order_id>")
@operation(
    Requires(Scope.ORDERS_WRITE),
    answer=OrderOut,
    responses={200: {"headers": ETAG}, **problems(401, 403, 404, 409, 412, 428)},
)
def edit_order(
    order_id: UUID, body: OrderPatch, caller: Caller, headers: ConditionalHeaders
) -> tuple[OrderOut, dict[str, str]]:
    """Change an order that is still placed; `If-Match` says which version was read."""
    order = {{ commands }}.edit_order(
        get_container().orders,
        caller,
        order_id,
        body.email(),
        body.items(),
        headers.if_match,
    )
    return OrderOut.of(order), {"ETag": etag(order.version)}


@blueprint.post("/<uuid:order_id>/cancel")
@operation(
    Requires(Scope.ORDERS_WRITE),
    answer=OrderOut,
    responses={200: {"headers": ETAG}, **problems(401, 403, 404, 409)},
)
def cancel_order(order_id: UUID, caller: Caller) -> tuple[OrderOut, dict[str, str]]:
    """Call an order off; to do so again changes nothing."""
    order = {{ commands }}.cancel_order(get_container().orders, caller, order_id)
    return OrderOut.of(order), {"ETag": etag(order.version)}


@blueprint.delete("/<uuid:order_id>")
@operation(
    Requires(Scope.ORDERS_ADMIN),
    status=HTTPStatus.NO_CONTENT,
    responses=problems(401, 403, 404),
)
def delete_order(order_id: UUID) -> None:
    """Delete an order; for admins."""
    {{ commands }}.delete_order(get_container().orders, order_id)
