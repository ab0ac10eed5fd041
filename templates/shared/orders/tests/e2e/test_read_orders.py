from typing import Any

import pytest

from {{ package_name }}.ids import new_id

from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import ORDERS, cancel_order, place_order
from tests.e2e.problems import problem
from tests.e2e.serving import Client
from tests.factories import line_body

pytestmark = pytest.mark.usefixtures("jobs")


{{ async_ }}def list_orders(client: Client, **parameters: str | int) -> dict[str, Any]:
    """Return a page."""
    response = {{ await_ }}client.get(ORDERS, params=parameters)
    assert response.status_code == 200
    page: dict[str, Any] = response.json()
    return page


{{ async_ }}def place_orders(client: Client, number: int) -> list[str]:
    """Place orders and return their ids, the oldest first."""
    return [({{ await_ }}place_order(client))["id"] for _ in range(number)]


def ids(page: dict[str, Any]) -> list[str]:
    return [order["id"] for order in page["items"]]


{{ async_ }}def test_who_has_an_order_need_not_load_it_again(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}client.get(f"{ORDERS}/{order['id']}", headers={"If-None-Match": '"1"'})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == '"1"'


{{ async_ }}def test_who_has_another_version_loads_the_order(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}client.get(f"{ORDERS}/{order['id']}", headers={"If-None-Match": '"7"'})

    assert response.json() == order


@pytest.mark.parametrize("order_id", [str(new_id()), "nonsense"])
{{ async_ }}def test_an_unknown_order_is_not_found(client: Client, order_id: str) -> None:
    assert problem({{ await_ }}client.get(f"{ORDERS}/{order_id}")) == (404, "not_found")


{{ async_ }}def test_without_orders_there_is_an_empty_page(client: Client) -> None:
    assert {{ await_ }}list_orders(client) == {"items": [], "next_cursor": None}


{{ async_ }}def test_the_newest_order_comes_first(client: Client) -> None:
    placed = {{ await_ }}place_orders(client, 3)

    assert ids({{ await_ }}list_orders(client)) == placed[::-1]


{{ async_ }}def test_the_oldest_order_comes_first_if_asked_for(client: Client) -> None:
    placed = {{ await_ }}place_orders(client, 3)

    assert ids({{ await_ }}list_orders(client, sort="created_at")) == placed


@pytest.mark.parametrize("sort", ["created_at", "-created_at"])
{{ async_ }}def test_each_order_is_on_one_page_while_others_are_added(client: Client, sort: str) -> None:
    placed = {{ await_ }}place_orders(client, 5)
    first = {{ await_ }}list_orders(client, sort=sort, limit=2)
    {{ await_ }}place_order(client)
    second = {{ await_ }}list_orders(client, sort=sort, limit=2, cursor=first["next_cursor"])
    third = {{ await_ }}list_orders(client, sort=sort, limit=2, cursor=second["next_cursor"])

    seen = ids(first) + ids(second) + ids(third)
    assert len(seen) == len(set(seen))
    assert set(placed) <= set(seen)


{{ async_ }}def test_the_last_page_has_no_next_one(client: Client) -> None:
    {{ await_ }}place_orders(client, 2)

    assert ({{ await_ }}list_orders(client, limit=2))["next_cursor"] is None


{{ async_ }}def test_the_link_leads_to_the_next_page(client: Client) -> None:
    placed = {{ await_ }}place_orders(client, 3)
    response = {{ await_ }}client.get(ORDERS, params={"limit": 2, "status": "placed"})

    url, _, relation = response.headers["Link"].partition("; ")
    following = {{ await_ }}client.get(url.strip("<>"))

    assert relation == 'rel="next"'
    assert ids(following.json()) == placed[:1]


@pytest.mark.parametrize("cursor", ["", "nonsense", "W10.AAAA"])
{{ async_ }}def test_a_cursor_that_is_none_is_refused(client: Client, cursor: str) -> None:
    response = {{ await_ }}client.get(ORDERS, params={"cursor": cursor})

    assert problem(response) == (400, "invalid_cursor")


{{ async_ }}def test_a_cursor_of_another_list_is_refused(client: Client) -> None:
    {{ await_ }}place_orders(client, 2)
    cursor = ({{ await_ }}list_orders(client, limit=1))["next_cursor"]

    response = {{ await_ }}client.get(ORDERS, params={"cursor": cursor, "status": "placed"})

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
{{ async_ }}def test_a_parameter_that_does_not_fit_is_refused(
    client: Client, parameter: str, value: str
) -> None:
    response = {{ await_ }}client.get(ORDERS, params={parameter: value})

    assert problem(response) == (422, "validation_failed")
    assert [error["pointer"] for error in response.json()["errors"]] == [f"/{parameter}"]


{{ async_ }}def test_orders_are_filtered_by_status(client: Client) -> None:
    kept, cancelled = {{ await_ }}place_orders(client, 2)
    {{ await_ }}cancel_order(client, cancelled)

    assert ids({{ await_ }}list_orders(client, status="placed")) == [kept]
    assert ids({{ await_ }}list_orders(client, status="cancelled")) == [cancelled]


{{ async_ }}def test_orders_are_filtered_by_time(client: Client) -> None:
    {{ await_ }}place_order(client)
    second = {{ await_ }}place_order(client)
    third = {{ await_ }}place_order(client)

    page = {{ await_ }}list_orders(
        client,
        created_from=second["created_at"],
        created_to=third["created_at"],
    )

    assert ids(page) == [second["id"]]


{{ async_ }}def test_without_orders_the_statistics_are_zero(client: Client) -> None:
    response = {{ await_ }}client.get(f"{ORDERS}/stats")

    assert response.json() == {"placed": 0, "confirmed": 0, "cancelled": 0, "revenue": []}


{{ async_ }}def test_the_statistics_count_each_status_and_add_up_what_is_confirmed(
    client: Client, jobs: HeldJobs
) -> None:
    {{ await_ }}place_order(client, line_body(quantity=1, amount="0.10"))
    {{ await_ }}place_order(client, line_body(quantity=1, amount="0.20"))
    {{ await_ }}place_order(client, line_body(quantity=10_000, amount="9999999999.99", currency="USD"))
    {{ await_ }}jobs.run()
    {{ await_ }}place_order(client)
    {{ await_ }}cancel_order(client, ({{ await_ }}place_order(client))["id"])
    {{ await_ }}jobs.catch_up()

    response = {{ await_ }}client.get(f"{ORDERS}/stats")

    assert response.json() == {
        "placed": 1,
        "confirmed": 3,
        "cancelled": 1,
        "revenue": [
            {"amount": "0.30", "currency": "EUR"},
            {"amount": "99999999999900.00", "currency": "USD"},
        ],
    }
