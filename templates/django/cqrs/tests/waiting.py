"""The outbox, as tests look at it and change it."""

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.outbox import OutboxMessage


def waiting(database: Database) -> list[OutboxMessage]:
    """Return what is in the outbox, oldest first."""
    with database.reading() as session:
        return list(OutboxMessage.objects.using(session.alias).order_by("id"))


def change_all(database: Database, **values: object) -> None:
    """Give every row other values."""
    with database.transaction() as session:
        OutboxMessage.objects.using(session.alias).update(**values)
