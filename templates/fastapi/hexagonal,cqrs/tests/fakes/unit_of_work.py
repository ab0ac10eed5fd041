import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy


class InMemoryUnitOfWork[Stores]:
    """Lends copies of its stores; after a clean exit a transaction's copy takes their place.

    Args:
        stores: What is stored at first.
    """

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Stores]:
        async with self._writing:
            stores = deepcopy(self._stores)
            yield stores
            # Copied again: what the caller keeps is the caller's.
            self._stores = deepcopy(stores)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Stores]:
        yield deepcopy(self._stores)
