"""The unit of work: what happens in it happens wholly or not at all."""

{% if framework == "fastapi" %}
from contextlib import AbstractAsyncContextManager as AbstractContextManager
{% else %}
from contextlib import AbstractContextManager
{% endif %}
from typing import Protocol


class UnitOfWork[Stores](Protocol):
    """Opens what is stored, for one change or one look at it."""

    def transaction(self) -> AbstractContextManager[Stores]:
        """Open the stores for a change: a clean exit commits it, an exception takes it back."""

    def reading(self) -> AbstractContextManager[Stores]:
        """Open the stores for reading only, without waiting for those who write."""
