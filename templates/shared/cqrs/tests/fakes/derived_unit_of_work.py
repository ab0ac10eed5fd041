{% if framework == "fastapi" %}
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
{% else %}
from collections.abc import Callable, Iterator
from contextlib import contextmanager
{% endif %}

from {{ package_name }}.application.ports.unit_of_work import UnitOfWork


class DerivedUnitOfWork[Stores, Views]:
    """Lends what is made of the stores that another unit of work lends.

    Args:
        uow: Keeps the data, and takes its changes back.
        views: Makes the views from the stores.
    """

    def __init__(self, uow: UnitOfWork[Stores], views: Callable[[Stores], Views]) -> None:
        self._uow = uow
        self._views = views

    @{{ contextmanager_ }}
    {{ async_ }}def transaction(self) -> {{ iterator_ }}[Views]:
        {{ async_ }}with self._uow.transaction() as stores:
            yield self._views(stores)

    @{{ contextmanager_ }}
    {{ async_ }}def reading(self) -> {{ iterator_ }}[Views]:
        {{ async_ }}with self._uow.reading() as stores:
            yield self._views(stores)
