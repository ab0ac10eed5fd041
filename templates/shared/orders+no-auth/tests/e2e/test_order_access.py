import pytest

from {{ package_name }}.ids import new_id

from tests.e2e.order_calls import ORDERS, place_order
from tests.e2e.problems import problem
from tests.e2e.serving import Client

pytestmark = pytest.mark.usefixtures("jobs")


{{ async_ }}def test_everybody_may_delete_an_order(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}client.delete(f"{ORDERS}/{order['id']}")

    assert response.status_code == 204
    assert problem({{ await_ }}client.get(f"{ORDERS}/{order['id']}")) == (404, "not_found")


{{ async_ }}def test_an_unknown_order_cannot_be_deleted(client: Client) -> None:
    assert problem({{ await_ }}client.delete(f"{ORDERS}/{new_id()}")) == (404, "not_found")
