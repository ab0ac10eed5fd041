"""Fresh databases: each deployment gets its own, already migrated, and a place on each broker."""

import itertools
import os
import secrets
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx2
import psycopg
from psycopg import sql
from redis import Redis

from .combination import Combination
from .project import Project, surroundings

START_POSTGRES = "docker run --rm -p 5432:5432 -e POSTGRES_PASSWORD=pw postgres"
START_REDIS = "docker run --rm -p 6379:6379 redis"
START_RABBITMQ = "docker run --rm -p 5672:5672 -p 15672:15672 rabbitmq:4-management"


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


def execute(url: str, statement: str, *values: str) -> list[tuple[Any, ...]]:
    """Run a statement behind the service's back, `?` for each value; return the rows it finds."""
    return _run(url, statement, values)[0]


def change(url: str, statement: str, *values: str) -> int:
    """Run a statement behind the service's back, `?` for each value; return how many it changed."""
    return _run(url, statement, values)[1]


def _run(url: str, statement: str, values: tuple[str, ...]) -> tuple[list[tuple[Any, ...]], int]:
    if url.startswith("sqlite:"):
        path = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, timeout=30)) as file, file:
            cursor = file.execute(statement, values)
            return cursor.fetchall(), cursor.rowcount
    with psycopg.connect(url, options="-c timezone=UTC") as connection:
        done = connection.execute(statement.replace("?", "%s").encode(), values or None)
        return done.fetchall() if done.description else [], done.rowcount


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


class RabbitServer:
    """The RabbitMQ of TEST_RABBITMQ_URL, whose user may make virtual hosts by TEST_RABBITMQ_API."""

    def __init__(self) -> None:
        """Nothing is asked before a virtual host is needed."""
        url = required("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672", START_RABBITMQ)
        api = required("TEST_RABBITMQ_API", "http://127.0.0.1:15672", START_RABBITMQ)
        self._url = urlsplit(url)
        user = (self._url.username or "guest", self._url.password or "guest")
        self._api = httpx2.Client(base_url=f"{api}/api", auth=user, timeout=30, trust_env=False)
        self._prefix = f"service_{secrets.token_hex(4)}"
        self._numbers = itertools.count()

    def create(self) -> str:
        """Return the URL of a virtual host that nobody else uses."""
        name = f"{self._prefix}_{next(self._numbers)}"
        self._api.put(f"/vhosts/{name}").raise_for_status()
        return urlunsplit(self._url._replace(path=f"/{name}"))

    def drop(self, url: str) -> None:
        """Delete a virtual host, whoever is still connected."""
        self._api.delete(f"/vhosts{urlsplit(url).path}").raise_for_status()

    def close(self) -> None:
        """Disconnect."""
        self._api.close()


@dataclass(frozen=True, slots=True)
class Servers:
    """The servers of the place `postgres`."""

    postgres: Postgres
    redis: RedisServer
    rabbitmq: RabbitServer | None

    def close(self) -> None:
        """Disconnect from all of them."""
        self.postgres.close()
        if self.rabbitmq:
            self.rabbitmq.close()


class Storage:
    """Hands out the settings that name a fresh database in the place of the combination."""

    def __init__(
        self,
        combination: Combination,
        project: Project,
        directory: Path,
        servers: Servers | None,
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
        """Return DATABASE_URL of an empty database, REDIS_URL and BROKER_URL where they apply."""
        if migrated and self._pristine is None:
            self._pristine = self._database(None)
            self._migrate(self._pristine)
        settings = {"DATABASE_URL": self._url(self._database(self._pristine if migrated else None))}
        if self._servers:
            settings["REDIS_URL"] = self._servers.redis.create()
            if self._servers.rabbitmq:
                settings["BROKER_URL"] = self._servers.rabbitmq.create()
        return settings

    def discard(self, settings: dict[str, str]) -> None:
        """Drop what `fresh` gave out."""
        if self._servers:
            self._servers.postgres.drop(urlsplit(settings["DATABASE_URL"]).path.removeprefix("/"))
            self._servers.redis.drop(settings["REDIS_URL"])
            if self._servers.rabbitmq:
                self._servers.rabbitmq.drop(settings["BROKER_URL"])

    def close(self) -> None:
        """Drop the migrated database that the others were copied from."""
        if self._servers and self._pristine:
            self._servers.postgres.drop(self._pristine)

    def _database(self, original: str | None) -> str:
        if self._servers:
            return self._servers.postgres.create(original or "template0")
        path = self._directory / f"{next(self._numbers)}.sqlite3"
        if original:
            shutil.copyfile(original, path)
        return str(path)

    def _url(self, database: str) -> str:
        return self._servers.postgres.url(database) if self._servers else f"sqlite:///{database}"

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
