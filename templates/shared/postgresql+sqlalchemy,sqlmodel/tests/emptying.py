"""Taking back what a test has stored."""

{% if framework == "fastapi" %}
import asyncio

{% endif %}
from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.metadata import METADATA


def empty(url: str) -> None:
    """Delete every row of a database."""
{% if framework == "fastapi" %}
    asyncio.run(_empty(Database(url)))
{% else %}
    _empty(Database(url))
{% endif %}


{{ async_ }}def _empty(database: Database) -> None:
    {{ async_ }}with database.transaction() as session:
        for table in reversed(METADATA.sorted_tables):
            {{ await_ }}session.execute(table.delete())
    {{ await_ }}database.close()
