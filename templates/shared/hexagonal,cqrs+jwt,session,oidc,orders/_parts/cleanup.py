from collections.abc import Mapping

from {{ package_name }}.application.ports.expiring import Expiring
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork

BATCH = 1000


{{ async_ }}def delete_expired(expiring: Mapping[str, UnitOfWork[Expiring]]) -> dict[str, int]:
    """Delete what has expired and return how much: in batches, so that no lock is held for long."""
    counts = dict.fromkeys(expiring, 0)
    for name, uow in expiring.items():
        deleted = BATCH
        while deleted >= BATCH:
            {{ async_ }}with uow.transaction() as stored:
                deleted = {{ await_ }}stored.purge(BATCH)
            counts[name] += deleted
    return counts
