from decimal import Decimal

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from {{ package_name }}.adapters.database.connections import READING
from {{ package_name }}.adapters.database.engine import Database
{% if architecture == "cqrs" %}
from {{ package_name }}.adapters.database.order_views import SqlOrderViews
{% endif %}
from {{ package_name }}.adapters.database.orders import SqlOrderStores
{% if architecture == "cqrs" %}
from {{ package_name }}.application.ports.order_views import Criteria
{% else %}
from {{ package_name }}.application.ports.orders import Criteria
{% endif %}
from {{ package_name }}.domain.orders import Item, Order
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money

ITEMS = [Item("tea", 1, Money(Decimal("4.50"), "EUR"))]


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_orders_takes_as_many_queries_however_long_it_is(
    database: Database, count: int
) -> None:
    with database.transaction() as session:
        for _ in range(count):
            SqlOrderStores(session).orders.add(Order.place(new_id(), "ada@example.com", ITEMS))

    with database.reading() as session, CaptureQueriesContext(connections[READING]) as queries:
{% if architecture == "cqrs" %}
        found = SqlOrderViews(session).find(Criteria(), 100)
{% else %}
        found = SqlOrderStores(session).orders.find(Criteria(), 100)
{% endif %}

    assert len(found) == count
    # The orders, and their lines.
    assert len(queries) == 2
