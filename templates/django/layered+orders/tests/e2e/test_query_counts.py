import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from {{ package_name }}.adapters.database.connections import READING

from tests.e2e.order_calls import ORDERS, place_order
from tests.e2e.serving import Client

pytestmark = pytest.mark.usefixtures("jobs")


@pytest.mark.parametrize("count", [1, 5])
def test_a_page_of_orders_takes_as_many_queries_however_long_it_is(
    client: Client, count: int
) -> None:
    for _ in range(count):
        place_order(client)

    with CaptureQueriesContext(connections[READING]) as queries:
        page = client.get(ORDERS).json()

    assert len(page["items"]) == count
    # The orders and their lines, between the beginning and the end of a transaction.
    assert len([query for query in queries if query["sql"].startswith("SELECT")]) == 2
