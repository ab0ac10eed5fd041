"""What every test stands on: a clean environment and a database of its own.

The tests need nothing but Python: their database is an SQLite file. These variables let them meet
the real services too:

{% if database == "postgresql" %}
- `TEST_DATABASE_URL`: a PostgreSQL database for the tests alone; they empty it.
{% endif %}
- `TEST_REDIS_URL`: a Redis database for the tests alone, such as `redis://localhost:6379/15`; they
  empty it.

Where a variable is missing, the tests that need it are skipped; where `CI` is true, they fail.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
import structlog
{% if database == "postgresql" %}
from django.apps import apps
{% endif %}
{% if accounts %}
from django.contrib.auth.hashers import Argon2PasswordHasher
{% endif %}
{% if database == "postgresql" %}
from django.db import connections
{% endif %}
from redis import Redis

# Models can be imported when Django knows its settings.
os.environ["DJANGO_SETTINGS_MODULE"] = "{{ package_name }}.django_settings"
os.environ["ENVIRONMENT"] = "test"
django.setup()

from {{ package_name }}.adapters.database.engine import Database  # noqa: E402 - as above
from {{ package_name }}.migrate import upgrade  # noqa: E402 - as above
from {{ package_name }}.settings import Environment, Settings  # noqa: E402 - as above
{% if database == "postgresql" %}

FILLED = {"auth", "contenttypes"}
{% endif %}


@pytest.fixture(autouse=True, scope="session")
def clean_environment() -> Iterator[None]:
    """Hide the settings of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in Settings.model_fields:
            monkeypatch.delenv(name.upper(), raising=False)
        yield


@pytest.fixture(autouse=True)
def empty_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in a directory without a `.env`, where nothing is lost."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Take the service's logging back: the stream that it writes to ends with the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


{% if accounts %}
@pytest.fixture(autouse=True, scope="session")
def fast_passwords() -> Iterator[None]:
    """Hash passwords at the lowest cost: guessing them is none of the tests' worries."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
        monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 8)
        monkeypatch.setattr(Argon2PasswordHasher, "parallelism", 1)
        yield


{% endif %}
def service_url(variable: str) -> str:
    """Return where a real service is; without one, skip the test or, in CI, fail it."""
    url = os.environ.get(variable)
    if url is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{variable} is not set")
    return url


@pytest.fixture
def redis_url() -> str:
    """Return the URL of an empty Redis database."""
    url = service_url("TEST_REDIS_URL")
    with Redis.from_url(url) as redis:
        redis.flushdb()
    return url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate a database file once, for each test to copy."""
    path = tmp_path_factory.mktemp("database") / "migrated.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """Return the URL of an empty SQLite database."""
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'test.db')}"


@pytest.fixture
def broken_database_url(tmp_path: Path) -> str:
    """Return the URL of a file that is no database."""
    path = tmp_path / "broken.db"
    path.write_text("This is no database. " * 10, "utf-8")
    return f"sqlite:///{path}"


{% if database == "postgresql" %}
@pytest.fixture(scope="session")
def migrated_postgresql() -> str:
    """Migrate the PostgreSQL database once."""
    url = service_url("TEST_DATABASE_URL")
    upgrade(url)
    return url


@pytest.fixture
def postgresql_url(migrated_postgresql: str) -> str:
    """Return the URL of an empty PostgreSQL database."""
    database = Database(migrated_postgresql)
    # Django has filled the tables of its own permissions, in the migration.
    models = [each for each in apps.get_models() if each._meta.app_label not in FILLED]  # noqa: SLF001 - public in all but its name
    tables = ", ".join(each._meta.db_table for each in models)  # noqa: SLF001 - as above
    with database.transaction() as session, connections[session.alias].cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    database.close()
    return migrated_postgresql


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database: PostgreSQL where there is one, else SQLite."""
    name = "postgresql_url" if "TEST_DATABASE_URL" in os.environ else "sqlite_url"
    url: str = request.getfixturevalue(name)
    return url
{% else %}
@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return the URL of an empty database."""
    return sqlite_url
{% endif %}


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Connect to an empty database."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Make the settings of a service under test."""
    return Settings(environment=Environment.TEST, database_url=database_url)
