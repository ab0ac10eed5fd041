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

{% if accounts %}
import functools
{% endif %}
import logging
import os
import shutil
{% if framework == "fastapi" %}
from collections.abc import AsyncIterator, Iterator
{% else %}
from collections.abc import Iterator
{% endif %}
from pathlib import Path

import pytest
import structlog
{% if accounts %}
from argon2 import PasswordHasher
{% endif %}
from redis import Redis

from {{ package_name }}.adapters.database.engine import Database
{% if accounts %}
from {{ package_name }}.adapters.security import passwords
{% endif %}
from {{ package_name }}.migrate import upgrade
from {{ package_name }}.settings import Environment, Settings
{% if database == "postgresql" %}

from tests.emptying import empty
{% endif %}


{% if framework == "fastapi" %}
@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run async tests on asyncio, as the service does."""
    return "asyncio"


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
    cheap = functools.partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(passwords, "PasswordHasher", cheap)
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
    empty(migrated_postgresql)
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
{{ async_ }}def database(database_url: str) -> {{ iterator_ }}[Database]:
    """Connect to an empty database."""
    database = Database(database_url)
    yield database
    {{ await_ }}database.close()


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Make the settings of a service under test."""
    return Settings(environment=Environment.TEST, database_url=database_url)
