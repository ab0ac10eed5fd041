{% if framework == "fastapi" %}
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
{% else %}
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
{% endif %}


class InMemoryUnitOfWork[Stores]:
    """Lends copies of its stores; after a clean exit a transaction's copy takes their place.

    Args:
        stores: What is stored at first.
    """

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._writing = {{ "asyncio" if framework == "fastapi" else "threading" }}.Lock()

    @{{ contextmanager_ }}
    {{ async_ }}def transaction(self) -> {{ iterator_ }}[Stores]:
        {{ async_ }}with self._writing:
            stores = deepcopy(self._stores)
            yield stores
            # Copied again: what the caller keeps is the caller's.
            self._stores = deepcopy(stores)

    @{{ contextmanager_ }}
    {{ async_ }}def reading(self) -> {{ iterator_ }}[Stores]:
        yield deepcopy(self._stores)
