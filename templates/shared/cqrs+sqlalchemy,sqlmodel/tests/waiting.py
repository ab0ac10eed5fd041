{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""The outbox, as tests look at it and change it."""

from sqlalchemy import select, update
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.outbox import OutboxMessage


{{ async_ }}def waiting(database: Database) -> list[OutboxMessage]:
    """Return what is in the outbox, oldest first."""
    statement = select(OutboxMessage).order_by({{ col("OutboxMessage.id") }})
    {{ async_ }}with database.reading() as session:
        return list({{ await_ }}session.scalars(statement))


{{ async_ }}def change_all(database: Database, **values: object) -> None:
    """Give every row other values."""
    {{ async_ }}with database.transaction() as session:
        {{ await_ }}session.execute(update(OutboxMessage).values(values))
