{% if framework == "fastapi" %}
from collections.abc import Awaitable, Callable
{% else %}
from collections.abc import Callable
{% endif %}
from decimal import Decimal

import pytest

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.orders import SqlOrderStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.orders import OrderStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.domain.orders import Item, Order
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job
from {{ package_name }}.money import Money
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.fakes.orders import InMemoryOrderStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork
from tests.waiting import waiting as waiting_in

Uow = UnitOfWork[OrderStores]
{% if framework == "fastapi" %}
Waiting = Callable[[], Awaitable[list[Job]]]
{% else %}
Waiting = Callable[[], list[Job]]
{% endif %}

JOBS = [Job("first", {"order_id": "1"}, "request-1"), Job("second", {}, "request-2")]


@pytest.fixture(params=["in_memory", *DATABASE_SCHEMES])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Run the suite on every database that the service can have, and on none."""
    if request.param == "in_memory":
        return None
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def both(database_url: str | None, request: pytest.FixtureRequest) -> tuple[Uow, Waiting]:
    """Make the stores, and what a relay would find in the outbox."""
    if database_url is None:
        return in_memory()
    return in_tables(request.getfixturevalue("database"))


def in_memory() -> tuple[Uow, Waiting]:
    uow = InMemoryUnitOfWork(InMemoryOrderStores())

    {{ async_ }}def waiting() -> list[Job]:
        {{ async_ }}with uow.reading() as stores:
            return stores.jobs

    return uow, waiting


def in_tables(database: Database) -> tuple[Uow, Waiting]:
    {{ async_ }}def waiting() -> list[Job]:
        return [message.to_job() for message in {{ await_ }}waiting_in(database)]

    return SqlUnitOfWork(database, SqlOrderStores), waiting


@pytest.fixture
def uow(both: tuple[Uow, Waiting]) -> Uow:
    return both[0]


@pytest.fixture
def waiting(both: tuple[Uow, Waiting]) -> Waiting:
    return both[1]


{{ async_ }}def ask_for(uow: Uow, *jobs: Job) -> None:
    {{ async_ }}with uow.transaction() as stores:
        for job in jobs:
            stores.outbox.add(job)


{{ async_ }}def test_jobs_wait_as_they_were_asked_for(uow: Uow, waiting: Waiting) -> None:
    {{ await_ }}ask_for(uow, *JOBS)

    assert {{ await_ }}waiting() == JOBS


{{ async_ }}def test_the_same_job_may_wait_twice(uow: Uow, waiting: Waiting) -> None:
    for _ in range(2):
        {{ await_ }}ask_for(uow, JOBS[0])

    assert {{ await_ }}waiting() == [JOBS[0], JOBS[0]]


{{ async_ }}def test_a_job_does_not_wait_before_the_change_is_committed(
    uow: Uow,
    waiting: Waiting,
) -> None:
    {{ async_ }}with uow.transaction() as stores:
        stores.outbox.add(JOBS[0])

        assert {{ await_ }}waiting() == []


{{ async_ }}def test_an_exception_takes_a_job_back_with_its_order(uow: Uow, waiting: Waiting) -> None:
    order = Order.place(new_id(), "ada@example.com", [Item("tea", 1, Money(Decimal(1), "EUR"))])

    {{ async_ }}def fail() -> None:
        {{ async_ }}with uow.transaction() as stores:
            stores.orders.add(order)
            stores.outbox.add(JOBS[1])
            assert {{ await_ }}stores.orders.placed() == [order.id]
            raise ZeroDivisionError

    {{ await_ }}ask_for(uow, JOBS[0])
    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()

    assert {{ await_ }}waiting() == [JOBS[0]]
    {{ async_ }}with uow.reading() as stores:
        assert {{ await_ }}stores.orders.get(order.id) is None
