"""Fresh databases: each deployment gets its own, already migrated, and its own Redis database."""

import itertools
import os
import secrets
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from redis import Redis

from .combination import Combination
from .project import Project, surroundings

START_POSTGRES = "docker run --rm -p 5432:5432 -e POSTGRES_PASSWORD=pw postgres"
START_REDIS = "docker run --rm -p 6379:6379 redis"


def required(variable: str, example: str, start: str) -> str:
    """Return an environment variable that names a server.

    Raises:
        RuntimeError: it is not set. A real server that is missing is an error, never a skip.

    """
    value = os.environ.get(variable)
    if not value:
        message = f"{variable} is not set: start a server ({start}) and set {variable}={example}"
        raise RuntimeError(message)
    return value


def execute(database_url: str, statement: LiteralString, *values: str) -> int:
    """Change a database behind the service's back, `?` for each value; return how many rows."""
    if database_url.startswith("sqlite:///"):
        path = database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, timeout=30)) as database, database:
            return database.execute(statement, values).rowcount
    with psycopg.connect(database_url, options="-c timezone=UTC") as connection:
        return connection.execute(statement.replace("?", "%s"), values).rowcount


class Postgres:
    """The PostgreSQL server of TEST_POSTGRES_URL, whose role may create databases."""

    def __init__(self) -> None:
        """Connect to its maintenance database."""
        example = "postgresql://postgres:pw@127.0.0.1:5432/postgres"
        self._url = required("TEST_POSTGRES_URL", example, START_POSTGRES)
        self._prefix = f"service_{secrets.token_hex(4)}"
        self._numbers = itertools.count()
        self._connection = psycopg.connect(self._url, autocommit=True)

    def create(self, template: str = "template0") -> str:
        """Create a database as a copy of `template` and return its name."""
        name = f"{self._prefix}_{next(self._numbers)}"
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def url(self, name: str) -> str:
        """Return the DATABASE_URL of a database."""
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{name}"))

    def close(self) -> None:
        """Disconnect."""
        self._connection.close()

    def _execute(self, statement: str, *names: str) -> None:
        query = sql.SQL(statement).format(*map(sql.Identifier, names))
        self._connection.execute(query)


class RedisServer:
    """The Redis server of TEST_REDIS_URL; only databases that are empty are used, and emptied."""

    def __init__(self) -> None:
        """Take this test process's share of the numbered databases."""
        url = required("TEST_REDIS_URL", "redis://127.0.0.1:6379", START_REDIS)
        self._url = urlsplit(url)
        with Redis.from_url(url) as redis:
            total = int(redis.config_get("databases")["databases"])
        share = total // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        first = share * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        # Whatever lies in a database already belongs to somebody else.
        self._free = [n for n in range(first, first + share) if not self._size(n)]

    def create(self) -> str:
        """Return the URL of an empty database that nobody else uses."""
        assert self._free, "no empty Redis database is left: start one with more --databases"
        return self._database(self._free.pop(0))

    def drop(self, url: str) -> None:
        """Give a database back."""
        with Redis.from_url(url) as redis:
            redis.flushdb()
        self._free.append(int(urlsplit(url).path.removeprefix("/")))

    def _size(self, number: int) -> int:
        with Redis.from_url(self._database(number)) as redis:
            return int(redis.dbsize())

    def _database(self, number: int) -> str:
        return urlunsplit(self._url._replace(path=f"/{number}"))


class Storage:
    """Hands out the settings that name a fresh database in the place of the combination."""

    def __init__(
        self,
        combination: Combination,
        project: Project,
        directory: Path,
        servers: tuple[Postgres, RedisServer] | None,
    ) -> None:
        """Nothing is created before it is asked for; `servers` are those of place `postgres`."""
        self._combination = combination
        self._project = project
        self._directory = directory
        self._servers = servers
        self._numbers = itertools.count()
        self._pristine: str | None = None
        directory.mkdir(parents=True, exist_ok=True)

    def fresh(self, *, migrated: bool = True) -> dict[str, str]:
        """Return DATABASE_URL, and REDIS_URL where there is one, of empty databases."""
        if migrated and self._pristine is None:
            self._pristine = self._database(None)
            self._migrate(self._pristine)
        settings = {"DATABASE_URL": self._url(self._database(self._pristine if migrated else None))}
        if self._servers:
            settings["REDIS_URL"] = self._servers[1].create()
        return settings

    def discard(self, settings: dict[str, str]) -> None:
        """Drop what `fresh` gave out."""
        if self._servers:
            postgres, redis = self._servers
            postgres.drop(urlsplit(settings["DATABASE_URL"]).path.removeprefix("/"))
            redis.drop(settings["REDIS_URL"])

    def close(self) -> None:
        """Drop the migrated database that the others were copied from."""
        if self._servers and self._pristine:
            self._servers[0].drop(self._pristine)

    def _database(self, original: str | None) -> str:
        if self._servers:
            return self._servers[0].create(original or "template0")
        path = self._directory / f"{next(self._numbers)}.sqlite3"
        if original:
            shutil.copyfile(original, path)
        return str(path)

    def _url(self, database: str) -> str:
        return self._servers[0].url(database) if self._servers else f"sqlite:///{database}"

    def _migrate(self, database: str) -> None:
        settings = {"DATABASE_URL": self._url(database)}
        done = subprocess.run(
            [self._project.script, "migrate"],
            cwd=self._project.directory,
            env=surroundings() | settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"migrate exited {done.returncode}\n{done.stdout}{done.stderr}"
