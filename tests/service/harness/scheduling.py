"""Which test process runs which test."""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped] # ships no types

from .combination import COMBINATIONS


class CombinationScheduling(LoadScopeScheduling):  # type: ignore[misc] # untyped, as above
    """Hands out the tests of one combination together, those of the largest first.

    The groups of `--dist loadgroup` would do, but pytest-xdist 3.8 finds none under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((each.name for each in COMBINATIONS if f"[{each.name}" in nodeid), nodeid)
