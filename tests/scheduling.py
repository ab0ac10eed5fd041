"""Which test process runs which test."""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped] # ships no types

from tests.record import part_of
from tests.service.harness.combination import BY_NAME

RENDERED = "template"
"""The part whose tests share every combination, rendered: half a minute for each process."""


class PartScheduling(LoadScopeScheduling):  # type: ignore[misc] # untyped, as above
    """Hands out together what shares servers or renderings, the largest group first.

    The tests of one combination are a group, those of the template are one, and so are those of a
    module. `--dist loadgroup` would do, but pytest-xdist 3.8 finds no groups under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        part = part_of(nodeid, BY_NAME)
        return part if part in {RENDERED, *BY_NAME} else nodeid.partition("::")[0]
