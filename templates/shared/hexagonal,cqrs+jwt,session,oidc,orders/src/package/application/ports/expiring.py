"""What the deletion of what has expired needs of the outside."""

from typing import Protocol


class Expiring(Protocol):
    """Something stored that is of no use after a time."""

    {{ async_ }}def purge(self, limit: int) -> int:
        """Delete up to so many that have expired and that nobody is at; return how many."""
        ...
