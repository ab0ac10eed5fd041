"""Orders in their tables."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, func, literal, select, true, tuple_, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from {{ package_name }}.adapters.database.columns import HUNDREDTHS
from {{ package_name }}.adapters.database.idempotency import SqlIdempotencyKeys
from {{ package_name }}.adapters.database.order_tables import orders
from {{ package_name }}.application.ports.orders import Criteria, IdempotencyKeys, Orders, Stats
from {{ package_name }}.domain.orders import Order, OrderStatus
from {{ package_name }}.money import Money

# SQLite's sum overflows at 2**63: sums are taken in two halves, and put together as decimals.
HALF = 10**9


class SqlOrders:
    """The orders that a transaction sees."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, order: Order) -> None:
        """Store a new order."""
        self._session.add(order)

    async def get(self, order_id: UUID, *, for_update: bool = False) -> Order | None:
        """Return an order, if need be locked until the transaction ends."""
        return await self._session.get(Order, order_id, with_for_update=for_update or None)

    async def delete(self, order_id: UUID) -> bool:
        """Delete an order; return whether there was one."""
        deleted = await self._session.execute(
            orders.delete().where(orders.c.id == order_id).returning(orders.c.id)
        )
        return deleted.scalar() is not None

    async def placed(self) -> Sequence[UUID]:
        """Return the ids of all orders that wait for their confirmation."""
        statement = select(orders.c.id).where(orders.c.status == OrderStatus.PLACED)
        return (await self._session.scalars(statement)).all()

    async def find(self, criteria: Criteria, limit: int) -> Sequence[Order]:
        """Return the first orders that meet the criteria."""
        columns = (orders.c.created_at, orders.c.id)
        statement = (
            select(Order)
            .where(*_conditions(criteria))
            .order_by(*(c.desc() if criteria.descending else c.asc() for c in columns))
            .limit(limit)
        )
        return (await self._session.scalars(statement)).all()

    async def stats(self, owner_id: UUID | None) -> Stats:
        """Sum up an owner's orders, or everybody's; revenue is sorted by currency."""
        owned = _owned_by(owner_id)
        counts = await self._session.execute(
            select(orders.c.status, func.count()).where(owned).group_by(orders.c.status)
        )
        hundredths = type_coerce(orders.c.total, BigInteger)
        sums = await self._session.execute(
            select(orders.c.currency, func.sum(hundredths // HALF), func.sum(hundredths % HALF))
            .where(owned, orders.c.status == OrderStatus.CONFIRMED)
            .group_by(orders.c.currency)
            .order_by(orders.c.currency)
        )
        return Stats(
            counts={OrderStatus(status): count for status, count in counts},
            revenue=[
                Money(Decimal(int(high) * HALF + int(low)) / HUNDREDTHS, currency)
                for currency, high, low in sums
            ],
        )


def _conditions(criteria: Criteria) -> list[ColumnElement[bool]]:
    conditions = [_owned_by(criteria.owner_id)]
    if criteria.status is not None:
        conditions.append(orders.c.status == criteria.status)
    if criteria.created_from is not None:
        conditions.append(orders.c.created_at >= criteria.created_from)
    if criteria.created_to is not None:
        conditions.append(orders.c.created_at < criteria.created_to)
    if criteria.after is not None:
        position = tuple_(orders.c.created_at, orders.c.id)
        last = tuple_(
            literal(criteria.after.created_at, orders.c.created_at.type),
            literal(criteria.after.order_id, orders.c.id.type),
        )
        conditions.append(position < last if criteria.descending else position > last)
    return conditions


def _owned_by(owner_id: UUID | None) -> ColumnElement[bool]:
    return true() if owner_id is None else orders.c.owner_id == owner_id


class SqlOrderStores:
    """What a use case of orders reads and writes, on one session."""

    def __init__(self, session: AsyncSession) -> None:
        self.orders: Orders = SqlOrders(session)
        self.idempotency_keys: IdempotencyKeys = SqlIdempotencyKeys(session)
