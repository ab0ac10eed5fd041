"""Alembic's entry point: which database, and which models."""

{% if framework == "fastapi" %}
import asyncio
{% endif %}
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, TypeDecorator, text

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.metadata import METADATA
from {{ package_name }}.settings import load_settings


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Name a column's type in a new migration by what is stored, which no later code changes."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def migrate(connection: Connection) -> None:
    """Apply migrations over a connection."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        # SQLite cannot alter a table; batch mode makes a new one and moves the rows.
        render_as_batch=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            # Several machines may start at once: the second waits, and finds nothing to do.
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('migrations'))"))
        context.run_migrations()


{{ async_ }}def main() -> None:
    """Connect and migrate."""
    url = context.config.attributes.get("database_url") or load_settings().database_url
    database = Database(url)
    try:
        {{ async_ }}with database.engine.connect() as connection:
{% if framework == "fastapi" %}
            await connection.run_sync(migrate)
            await connection.commit()
{% else %}
            migrate(connection)
            connection.commit()
{% endif %}
    finally:
        {{ await_ }}database.close()


{% if framework == "fastapi" %}
asyncio.run(main())
{% else %}
main()
{% endif %}
