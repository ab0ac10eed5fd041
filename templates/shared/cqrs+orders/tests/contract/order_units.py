"""The units of work of orders, all three over the same orders."""

from dataclasses import dataclass

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.order_summaries import SqlOrderSummaries
from {{ package_name }}.adapters.database.order_views import SqlOrderViews
from {{ package_name }}.adapters.database.orders import SqlOrderStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.order_summaries import OrderSummaries
from {{ package_name }}.application.ports.order_views import OrderViews
from {{ package_name }}.application.ports.orders import OrderStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.domain.orders import Order

from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
from tests.fakes.order_summaries import InMemoryOrderSummaries
from tests.fakes.order_views import InMemoryOrderViews
from tests.fakes.orders import InMemoryOrderStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork


@dataclass(frozen=True)
class OrderUnits:
    """What commands, projections and queries work on."""

    orders: UnitOfWork[OrderStores]
    summaries: UnitOfWork[OrderSummaries]
    views: UnitOfWork[OrderViews]

    {{ async_ }}def store(self, *orders: Order) -> None:
        """Store orders, without their summaries."""
        {{ async_ }}with self.orders.transaction() as stores:
            for order in orders:
                stores.orders.add(order)

    {{ async_ }}def delete(self, order: Order) -> None:
        """Delete an order, without its summary."""
        {{ async_ }}with self.orders.transaction() as stores:
            assert {{ await_ }}stores.orders.delete(order.id)

    {{ async_ }}def project(self, *orders: Order) -> None:
        """Make the summaries of some orders."""
        {{ async_ }}with self.summaries.transaction() as summaries:
            {{ await_ }}summaries.project([order.id for order in orders])


def in_memory() -> OrderUnits:
    """Make the units of work on the fakes."""
    stores = InMemoryUnitOfWork(InMemoryOrderStores())
    return OrderUnits(
        stores,
        DerivedUnitOfWork(stores, InMemoryOrderSummaries),
        DerivedUnitOfWork(stores, InMemoryOrderViews),
    )


def in_tables(database: Database) -> OrderUnits:
    """Make the units of work of the service."""
    return OrderUnits(
        SqlUnitOfWork(database, SqlOrderStores),
        SqlUnitOfWork(database, SqlOrderSummaries),
        SqlUnitOfWork(database, SqlOrderViews),
    )
