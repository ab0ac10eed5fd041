import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient, Response

from {{ package_name }}.callers import Role
from {{ package_name }}.ids import new_id

from tests.e2e.callers import authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import ORDERS, place_order, post_order
from tests.e2e.problems import problem
from tests.factories import order_body

pytestmark = pytest.mark.usefixtures("jobs")

# Each route of one order: its method, and its path below the order.
ROUTES = [("GET", ""), ("PATCH", ""), ("POST", "/cancel")]


async def delete_order(client: AsyncClient, order_id: str, headers: dict[str, str]) -> Response:
    return await client.delete(f"{ORDERS}/{order_id}", headers=headers)


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("GET", "/stats")])
async def test_nobody_comes_in_without_a_token(client: AsyncClient, method: str, path: str) -> None:
    del client.headers["Authorization"]

    response = await client.request(method, f"{ORDERS}{path}", json=order_body())

    assert problem(response) == (401, "not_authenticated")


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_the_order_of_another_is_not_found_as_if_there_were_none(
    app: FastAPI, client: AsyncClient, method: str, path: str
) -> None:
    order = await place_order(client)
    headers = authorization(app) | {"X-Request-ID": "abc", "If-Match": '"1"'}

    answers = [
        await client.request(method, f"{ORDERS}/{order_id}{path}", json={}, headers=headers)
        for order_id in (order["id"], new_id())
    ]

    assert problem(answers[0]) == problem(answers[1]) == (404, "not_found")
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


async def test_the_orders_of_others_are_not_listed(app: FastAPI, client: AsyncClient) -> None:
    await place_order(client)

    response = await client.get(ORDERS, headers=authorization(app))

    assert response.json()["items"] == []


async def test_the_orders_of_others_are_not_counted(
    app: FastAPI, client: AsyncClient, jobs: HeldJobs
) -> None:
    await place_order(client)
    await jobs.catch_up()

    response = await client.get(f"{ORDERS}/stats", headers=authorization(app))

    assert response.json()["placed"] == 0


async def test_an_admin_sees_the_orders_of_all(
    app: FastAPI, client: AsyncClient, jobs: HeldJobs
) -> None:
    order = await place_order(client)
    await jobs.catch_up()
    admin = authorization(app, Role.ADMIN)

    listed = await client.get(ORDERS, headers=admin)
    read = await client.get(f"{ORDERS}/{order['id']}", headers=admin)
    stats = await client.get(f"{ORDERS}/stats", headers=admin)

    assert listed.json()["items"] == [order]
    assert read.json() == order
    assert stats.json()["placed"] == 1


async def test_an_admin_deletes_an_order(app: FastAPI, client: AsyncClient) -> None:
    order = await place_order(client)

    response = await delete_order(client, order["id"], authorization(app, Role.ADMIN))

    assert response.status_code == 204
    assert problem(await client.get(f"{ORDERS}/{order['id']}")) == (404, "not_found")


async def test_a_deleted_order_cannot_be_deleted_again(app: FastAPI, client: AsyncClient) -> None:
    admin = authorization(app, Role.ADMIN)
    order = await place_order(client)
    await delete_order(client, order["id"], admin)

    assert problem(await delete_order(client, order["id"], admin)) == (404, "not_found")


async def test_a_user_deletes_no_order_not_even_their_own(client: AsyncClient) -> None:
    order = await place_order(client)

    assert problem(await delete_order(client, order["id"], {})) == (403, "forbidden")


async def test_two_callers_may_use_the_same_key(app: FastAPI, client: AsyncClient) -> None:
    ours = await post_order(client, key="once")

    theirs = await client.post(
        ORDERS, json=order_body(), headers=authorization(app) | {"Idempotency-Key": "once"}
    )

    assert theirs.status_code == 201
    assert theirs.json()["id"] != ours.json()["id"]
