import pytest
from httpx2 import AsyncClient

from {{ package_name }}.ids import new_id

from tests.e2e.order_calls import ORDERS, place_order
from tests.e2e.problems import problem

pytestmark = pytest.mark.usefixtures("jobs")


async def test_everybody_may_delete_an_order(client: AsyncClient) -> None:
    order = await place_order(client)

    response = await client.delete(f"{ORDERS}/{order['id']}")

    assert response.status_code == 204
    assert problem(await client.get(f"{ORDERS}/{order['id']}")) == (404, "not_found")


async def test_an_unknown_order_cannot_be_deleted(client: AsyncClient) -> None:
    assert problem(await client.delete(f"{ORDERS}/{new_id()}")) == (404, "not_found")
