"""The tables, as tests look at them and change them behind the service's back."""

from typing import Any

from sqlalchemy import select

from {{ package_name }}.metadata import METADATA

from tests.e2e.serving import App, container_of


{{ async_ }}def rows(app: App, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in the order of their keys."""
    table = METADATA.tables[name]
    {{ async_ }}with container_of(app).database.reading() as session:
        found = {{ await_ }}session.execute(select(table).order_by(*table.primary_key))
        return [row._asdict() for row in found]


{{ async_ }}def change(app: App, name: str, **values: object) -> None:
    """Give every row of a table other values."""
    {{ async_ }}with container_of(app).database.transaction() as session:
        {{ await_ }}session.execute(METADATA.tables[name].update().values(**values))


{{ async_ }}def empty(app: App, name: str) -> None:
    """Delete every row of a table."""
    {{ async_ }}with container_of(app).database.transaction() as session:
        {{ await_ }}session.execute(METADATA.tables[name].delete())
