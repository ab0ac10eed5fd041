"""The unit of work: what happens in it happens wholly or not at all."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol


class UnitOfWork[Stores](Protocol):
    """Opens what is stored, for one change or one look at it."""

    def transaction(self) -> AbstractAsyncContextManager[Stores]:
        """Open the stores for a change: a clean exit commits it, an exception takes it back."""

    def reading(self) -> AbstractAsyncContextManager[Stores]:
        """Open the stores for reading only, without waiting for those who write."""
