"""How Django connects to the database: what its setting `DATABASES` holds."""

from typing import Any
{% if database == "postgresql" %}
from urllib.parse import parse_qsl, unquote, urlsplit
{% else %}
from urllib.parse import unquote, urlsplit
{% endif %}

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

# One connection writes; the other only reads, and sees several tables as they were at one moment.
WRITING = DEFAULT_DB_ALIAS
READING = "reading"

SQLITE_BUSY_MILLISECONDS = 30_000
# SQLite's driver would begin a transaction at the first write only; two that have read before would
# then fail instead of waiting for each other. Writers therefore take the lock at the start.
TRANSACTION_MODES = {WRITING: "IMMEDIATE", READING: "DEFERRED"}
PRAGMAS = {WRITING: "PRAGMA journal_mode = WAL", READING: "PRAGMA query_only = ON"}
{% if database == "postgresql" %}
TIMEOUTS = "-c statement_timeout=30s"
READ_ONLY = "-c default_transaction_read_only=on"
ONE_MOMENT = r"-c default_transaction_isolation=repeatable\ read"
POSTGRESQL = {WRITING: TIMEOUTS, READING: f"{TIMEOUTS} {READ_ONLY} {ONE_MOMENT}"}
{% endif %}


@receiver(connection_created)
def prepare_sqlite(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Prepare a new connection; as its `init_command`, Django would not close one that fails."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(PRAGMAS[connection.alias])


def point_to(url: str) -> None:
    """Let Django connect to another database than its settings name, as tests do."""
    wanted = connections.configure_settings(databases(url))
    if connections.settings != wanted:
        close_all()
        connections.settings = wanted
        for connection in connections.all(initialized_only=True):
            del connections[connection.alias]


def close_all() -> None:
    """Close the connections of this thread, and those that are kept for any."""
    for connection in connections.all():
        connection.close()
{% if database == "postgresql" %}
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined] # only PostgreSQL's has it
{% endif %}


def databases(url: str) -> dict[str, dict[str, Any]]:
    """Name both connections.

    Args:
        url: {{ "`postgresql://user:password@host:port/name` or `sqlite:///path`" if database == "postgresql" else "`sqlite:///path`" }}.
    """
{% if database == "postgresql" %}
    if url.startswith("postgresql:"):
        return {alias: _postgresql(url, options) for alias, options in POSTGRESQL.items()}
{% endif %}
    path = unquote(urlsplit(url).path.removeprefix("/"))
    return {
        alias: {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": {"timeout": SQLITE_BUSY_MILLISECONDS / 1000, "transaction_mode": mode},
        }
        for alias, mode in TRANSACTION_MODES.items()
    }
{% if database == "postgresql" %}


def _postgresql(url: str, options: str) -> dict[str, Any]:
    parsed = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parsed.path.removeprefix("/")),
        "USER": unquote(parsed.username or ""),
        "PASSWORD": unquote(parsed.password or ""),
        "HOST": parsed.hostname or "",
        "PORT": parsed.port or "",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "options": options,
            # Each of the server's threads keeps one to the end of a request; jobs need some too.
            "pool": {"min_size": 0, "max_size": 20, "timeout": 5},
            # An error that shows its parameters would put customers' data into the log.
            "server_side_binding": True,
            **dict(parse_qsl(parsed.query)),
        },
    }
{% endif %}
