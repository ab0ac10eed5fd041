from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

{% if architecture == "hexagonal" %}
from {{ package_name }}.application.ports.orders import Criteria, Stats
{% else %}
from {{ package_name }}.application.ports.order_views import Criteria, Stats
{% endif %}
from {{ package_name }}.domain.orders import Order, OrderStatus
from {{ package_name }}.money import Money


def matching(orders: Iterable[Order], criteria: Criteria) -> list[Order]:
    found = (order for order in orders if _meets(order, criteria))
    return sorted(found, key=_key, reverse=criteria.descending)


def _meets(order: Order, criteria: Criteria) -> bool:
    return (
        criteria.owner_id in {None, order.owner_id}
        and criteria.status in {None, order.status}
        and (criteria.created_from is None or criteria.created_from <= order.created_at)
        and (criteria.created_to is None or order.created_at < criteria.created_to)
        and _is_after(order, criteria)
    )


def _is_after(order: Order, criteria: Criteria) -> bool:
    if criteria.after is None:
        return True
    last = (criteria.after.created_at, criteria.after.order_id)
    return _key(order) < last if criteria.descending else _key(order) > last


def _key(order: Order) -> tuple[datetime, UUID]:
    return order.created_at, order.id


def sum_up(orders: Iterable[Order], owner_id: UUID | None) -> Stats:
    counts: Counter[str] = Counter()
    revenue: defaultdict[str, Decimal] = defaultdict(Decimal)
    for order in orders:
        if owner_id in {None, order.owner_id}:
            counts[order.status] += 1
            if order.status == OrderStatus.CONFIRMED:
                revenue[order.currency] += order.total
    return Stats(counts, [Money(revenue[currency], currency) for currency in sorted(revenue)])
