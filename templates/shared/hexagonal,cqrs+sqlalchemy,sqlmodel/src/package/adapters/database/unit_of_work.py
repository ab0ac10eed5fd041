"""The unit of work, over a session of SQLAlchemy."""

{% if framework == "fastapi" %}
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
{% else %}
from collections.abc import Callable, Iterator
from contextlib import contextmanager
{% endif %}

from {{ package_name }}.adapters.database.engine import Database, Session


class SqlUnitOfWork[Stores]:
    """Opens stores on a session of their own.

    Args:
        database: Where the session connects to.
        stores: Makes the stores from the session.
    """

    def __init__(self, database: Database, stores: Callable[[Session], Stores]) -> None:
        self._database = database
        self._stores = stores

    @{{ contextmanager_ }}
    {{ async_ }}def transaction(self) -> {{ iterator_ }}[Stores]:
        """Open the stores for a change: a clean exit commits it, an exception takes it back."""
        {{ async_ }}with self._database.transaction() as session:
            yield self._stores(session)

    @{{ contextmanager_ }}
    {{ async_ }}def reading(self) -> {{ iterator_ }}[Stores]:
        """Open the stores for reading only, without waiting for those who write."""
        {{ async_ }}with self._database.reading() as session:
            yield self._stores(session)
