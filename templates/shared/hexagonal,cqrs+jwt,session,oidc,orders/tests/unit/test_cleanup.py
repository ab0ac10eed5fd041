{% set commands = "application.commands" if architecture == "cqrs" else "application" %}
import pytest

from {{ package_name }}.{{ commands }} import cleanup

from tests.fakes.unit_of_work import InMemoryUnitOfWork


class Heap:
    """Something of which so much has expired."""

    def __init__(self, expired: int) -> None:
        self.expired = expired

    {{ async_ }}def purge(self, limit: int) -> int:
        deleted = min(self.expired, limit)
        self.expired -= deleted
        return deleted


@pytest.mark.parametrize("expired", [0, 1, 2, 3, 4])
{{ async_ }}def test_all_that_has_expired_is_deleted_in_batches(
    monkeypatch: pytest.MonkeyPatch, expired: int
) -> None:
    monkeypatch.setattr(cleanup, "BATCH", 2)
    uow = InMemoryUnitOfWork(Heap(expired))

    assert {{ await_ }}cleanup.delete_expired({"heap": uow}) == {"heap": expired}

    {{ async_ }}with uow.reading() as heap:
        assert heap.expired == 0


{{ async_ }}def test_each_kind_is_counted_by_its_name() -> None:
    counts = {{ await_ }}cleanup.delete_expired(
        {"few": InMemoryUnitOfWork(Heap(1)), "many": InMemoryUnitOfWork(Heap(3))}
    )

    assert counts == {"few": 1, "many": 3}
