"""A project in operation: its settings, its commands, its server and its worker."""

import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpx2

from .combination import Combination
from .issuer import Issuer
from .ports import free_port
from .process import Process
from .project import Project, surroundings

Credentials = Mapping[str, str]
"""Headers that say who asks."""

START_SECONDS = 30
COMMAND_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A started HTTP server of the service, with the clients that talk to it."""

    url: str
    process: Process
    combination: Combination
    _clients: dict[tuple[str, frozenset[tuple[str, str]]], httpx2.Client] = field(
        default_factory=dict
    )

    @property
    def root(self) -> httpx2.Client:
        """Requests without credentials, from the root of the server (`/livez`, `/metrics`)."""
        return self._client(self.url, {})

    def client(self, credentials: Credentials | None = None) -> httpx2.Client:
        """Return the client for the routes below /api/v1 that sends these credentials."""
        return self._client(f"{self.url}/api/v1", credentials or {})

    def close(self) -> None:
        """Close the connections of all clients."""
        for client in self._clients.values():
            client.close()

    def _client(self, url: str, credentials: Credentials) -> httpx2.Client:
        key = (url, frozenset(credentials.items()))
        if key not in self._clients:
            self._clients[key] = connect(url, credentials)
        return self._clients[key]


@dataclass(slots=True)
class Deployment:
    """One database and everything that runs on it."""

    combination: Combination
    project: Project
    environment: dict[str, str]
    logs: Path
    issuer: Issuer
    processes: list[Process] = field(default_factory=list)
    servers: list[Server] = field(default_factory=list)
    first_key: str | None = None

    def run(
        self, *arguments: str, stdin: str | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the console script to its end, as its README says: with `uv run`."""
        return subprocess.run(
            ["uv", "run", self.project.slug, *arguments],
            cwd=self.project.directory,
            env=surroundings() | self.environment | settings,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )

    def start(self, *arguments: str, **settings: str) -> Process:
        """Start a command of the console script that keeps running, under its own pid."""
        process = Process(
            [self.project.script, *arguments],
            cwd=self.project.directory,
            env=surroundings() | self.environment | settings,
            log=self.logs / f"{arguments[0]}-{len(self.processes)}",
        )
        self.processes.append(process)
        return process

    def serve(self, *, ready: str = "/readyz", port: int | None = None, **settings: str) -> Server:
        """Start the production server, on a free port, and wait until `ready` answers 200."""
        port = port or free_port()
        process = self.start("serve", "--host", "127.0.0.1", "--port", str(port), **settings)
        server = Server(f"http://127.0.0.1:{port}", process, self.combination)
        self.servers.append(server)
        wait_for(server, ready)
        return server

    def worker(self, **settings: str) -> Process:
        """Start the queue's worker, and the relay that feeds it where the service has one."""
        if self.project.has_relay and not any(p.name.startswith("relay") for p in self.processes):
            self.start("relay", **settings)
        return self.start("worker", **settings)

    def jobs(self, *arguments: str, **settings: str) -> str:
        """Run `jobs …`, which has to succeed, and return what it printed."""
        done = self.run("jobs", *arguments, **settings)
        assert done.returncode == 0, f"jobs {arguments} exited {done.returncode}\n{done.stderr}"
        return done.stdout

    def stop(self) -> None:
        """End all processes and close all connections."""
        for server in self.servers:
            server.close()
        for process in reversed(self.processes):
            process.stop()


def wait_for(server: Server, ready: str) -> None:
    """Wait until the server answers 200 at the path `ready`."""
    end = time.monotonic() + START_SECONDS
    while not _answers(server, ready):
        tail = server.process.tail
        assert server.process.exit_code is None, f"the server did not start\n{tail}"
        assert time.monotonic() < end, f"{ready} not within {START_SECONDS} s\n{tail}"
        time.sleep(0.05)


def _answers(server: Server, path: str) -> bool:
    try:
        return server.root.get(path).is_success
    except httpx2.TransportError:
        return False


def connect(url: str, credentials: Credentials) -> httpx2.Client:
    """Return a client that asks this URL and no proxy, and keeps no cookie that it is given."""
    return httpx2.Client(
        base_url=url,
        headers=credentials,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=30,
        trust_env=False,
    )
