from typing import Any

import pytest
from httpx2 import AsyncClient

from {{ package_name }}.ids import new_id

from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import ORDERS, cancel_order, place_order
from tests.e2e.problems import problem
from tests.factories import line_body

pytestmark = pytest.mark.usefixtures("jobs")


async def list_orders(client: AsyncClient, **parameters: str | int) -> dict[str, Any]:
    """Return a page."""
    response = await client.get(ORDERS, params=parameters)
    assert response.status_code == 200
    page: dict[str, Any] = response.json()
    return page


async def place_orders(client: AsyncClient, number: int) -> list[str]:
    """Place orders and return their ids, the oldest first."""
    return [(await place_order(client))["id"] for _ in range(number)]


def ids(page: dict[str, Any]) -> list[str]:
    return [order["id"] for order in page["items"]]


async def test_who_has_an_order_need_not_load_it_again(client: AsyncClient) -> None:
    order = await place_order(client)

    response = await client.get(f"{ORDERS}/{order['id']}", headers={"If-None-Match": '"1"'})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == '"1"'


async def test_who_has_another_version_loads_the_order(client: AsyncClient) -> None:
    order = await place_order(client)

    response = await client.get(f"{ORDERS}/{order['id']}", headers={"If-None-Match": '"7"'})

    assert response.json() == order


@pytest.mark.parametrize("order_id", [str(new_id()), "nonsense"])
async def test_an_unknown_order_is_not_found(client: AsyncClient, order_id: str) -> None:
    assert problem(await client.get(f"{ORDERS}/{order_id}")) == (404, "not_found")


async def test_without_orders_there_is_an_empty_page(client: AsyncClient) -> None:
    assert await list_orders(client) == {"items": [], "next_cursor": None}


async def test_the_newest_order_comes_first(client: AsyncClient) -> None:
    placed = await place_orders(client, 3)

    assert ids(await list_orders(client)) == placed[::-1]


async def test_the_oldest_order_comes_first_if_asked_for(client: AsyncClient) -> None:
    placed = await place_orders(client, 3)

    assert ids(await list_orders(client, sort="created_at")) == placed


@pytest.mark.parametrize("sort", ["created_at", "-created_at"])
async def test_each_order_is_on_one_page_while_others_are_added(
    client: AsyncClient, sort: str
) -> None:
    placed = await place_orders(client, 5)
    first = await list_orders(client, sort=sort, limit=2)
    await place_order(client)
    second = await list_orders(client, sort=sort, limit=2, cursor=first["next_cursor"])
    third = await list_orders(client, sort=sort, limit=2, cursor=second["next_cursor"])

    seen = ids(first) + ids(second) + ids(third)
    assert len(seen) == len(set(seen))
    assert set(placed) <= set(seen)


async def test_the_last_page_has_no_next_one(client: AsyncClient) -> None:
    await place_orders(client, 2)

    assert (await list_orders(client, limit=2))["next_cursor"] is None


async def test_the_link_leads_to_the_next_page(client: AsyncClient) -> None:
    placed = await place_orders(client, 3)
    response = await client.get(ORDERS, params={"limit": 2, "status": "placed"})

    url, _, relation = response.headers["Link"].partition("; ")
    following = await client.get(url.strip("<>"))

    assert relation == 'rel="next"'
    assert ids(following.json()) == placed[:1]


@pytest.mark.parametrize("cursor", ["", "nonsense", "W10.AAAA"])
async def test_a_cursor_that_is_none_is_refused(client: AsyncClient, cursor: str) -> None:
    response = await client.get(ORDERS, params={"cursor": cursor})

    assert problem(response) == (400, "invalid_cursor")


async def test_a_cursor_of_another_list_is_refused(client: AsyncClient) -> None:
    await place_orders(client, 2)
    cursor = (await list_orders(client, limit=1))["next_cursor"]

    response = await client.get(ORDERS, params={"cursor": cursor, "status": "placed"})

    assert problem(response) == (400, "invalid_cursor")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("limit", "0"),
        ("limit", "101"),
        ("sort", "total"),
        ("status", "lost"),
        ("created_from", "yesterday"),
    ],
)
async def test_a_parameter_that_does_not_fit_is_refused(
    client: AsyncClient, parameter: str, value: str
) -> None:
    response = await client.get(ORDERS, params={parameter: value})

    assert problem(response) == (422, "validation_failed")
    assert [error["pointer"] for error in response.json()["errors"]] == [f"/{parameter}"]


async def test_orders_are_filtered_by_status(client: AsyncClient) -> None:
    kept, cancelled = await place_orders(client, 2)
    await cancel_order(client, cancelled)

    assert ids(await list_orders(client, status="placed")) == [kept]
    assert ids(await list_orders(client, status="cancelled")) == [cancelled]


async def test_orders_are_filtered_by_time(client: AsyncClient) -> None:
    await place_order(client)
    second = await place_order(client)
    third = await place_order(client)

    page = await list_orders(
        client, created_from=second["created_at"], created_to=third["created_at"]
    )

    assert ids(page) == [second["id"]]


async def test_without_orders_the_statistics_are_zero(client: AsyncClient) -> None:
    response = await client.get(f"{ORDERS}/stats")

    assert response.json() == {"placed": 0, "confirmed": 0, "cancelled": 0, "revenue": []}


async def test_the_statistics_count_each_status_and_add_up_what_is_confirmed(
    client: AsyncClient, jobs: HeldJobs
) -> None:
    await place_order(client, line_body(quantity=1, amount="0.10"))
    await place_order(client, line_body(quantity=1, amount="0.20"))
    await place_order(client, line_body(quantity=10_000, amount="9999999999.99", currency="USD"))
    await jobs.run()
    await place_order(client)
    await cancel_order(client, (await place_order(client))["id"])
    await jobs.catch_up()

    response = await client.get(f"{ORDERS}/stats")

    assert response.json() == {
        "placed": 1,
        "confirmed": 3,
        "cancelled": 1,
        "revenue": [
            {"amount": "0.30", "currency": "EUR"},
            {"amount": "99999999999900.00", "currency": "USD"},
        ],
    }
