"""The production server."""

import os
import shutil
import signal
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from socket import SO_RCVTIMEO, SOL_SOCKET
from types import FrameType

{% if framework == "flask" %}
from flask import Flask
{% endif %}
from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http import wsgi
from gunicorn.workers.gthread import ThreadWorker

from {{ package_name }}.lifespan import running
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import Settings
{% if framework == "flask" %}
from {{ package_name }}.web.draining import DRAIN_SECONDS, Drain

Application = Flask
{% else %}
from {{ package_name }}.web.application import Application
from {{ package_name }}.web.draining import DRAIN_SECONDS, Drain
{% endif %}

THREADS = 16
# A client that sends nothing for so long, in the middle of a request, is not waited for.
READ_SECONDS = 20
# Gunicorn kills a worker whose main thread is busy for so long. Closing a connection that its
# client keeps open takes it two seconds, and there may be some at once.
BUSY_SECONDS = 120
# Longer than load balancers keep a connection: they might use it again just as we close it.
KEEP_ALIVE_SECONDS = 75
# What `Drain` has not waited for is waited for so long.
SHUTDOWN_SECONDS = 5


class Server(BaseApplication):
    """Gunicorn, with this service in each of its workers."""

    def __init__(self, settings: Settings, host: str, port: int) -> None:
        self._settings = settings
        self._options = {
            "bind": f"{host}:{port}",
            "workers": settings.web_workers,
            "threads": THREADS,
            "worker_class": DrainingWorker,
            "logger_class": PlainLogger,
            "timeout": BUSY_SECONDS,
            "keepalive": KEEP_ALIVE_SECONDS,
            "limit_request_line": 8190,
            "graceful_timeout": DRAIN_SECONDS + SHUTDOWN_SECONDS,
            # `TRUSTED_PROXIES` says whom to believe.
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "child_exit": _forget_metrics,
        }
        super().__init__()

    def load_config(self) -> None:
        """Give Gunicorn its options; files and the environment have none for it."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Application:  # type: ignore[override] # its stubs know no `dict` as environment
        """Build the application, in a worker."""
        # Imported here: prometheus_client looks for its directory when it is imported.
        from {{ package_name }}.app import create_app  # noqa: PLC0415 - as above

        return create_app(self._settings)


class DrainingWorker(ThreadWorker):
    """A worker that accepts connections until the requests in flight are answered."""

    def run(self) -> None:
        """Serve until stopped."""
        # Connections have it from their listener. Gunicorn itself would wait for ever, and a few
        # clients that send half a request would take all threads.
        for listener in self.sockets:
            listener.setsockopt(SOL_SOCKET, SO_RCVTIMEO, struct.pack("ll", READ_SECONDS, 0))
        with running(self._app()):
            super().run()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop, and stop when nothing is in flight any more."""
        if not self.booted:
            # There is no application yet, and nothing in flight.
            super().handle_exit(sig, frame)
            return
{% if framework == "flask" %}
        drain: Drain = self._app().extensions["drain"]
{% else %}
        drain: Drain = self._app().drain
{% endif %}
        if drain.started:
            return
        drain.start()

        def stop() -> None:
            drain.wait()
            super(DrainingWorker, self).handle_exit(sig, frame)

        threading.Thread(target=stop, name="drain").start()

    def _app(self) -> Application:
        assert isinstance(self.wsgi, Application)  # noqa: S101 - what `Server.load` has built
        return self.wsgi


class AnonymousResponse(wsgi.Response):
    """An answer that does not say which software made it."""

    def should_close(self) -> bool:
        """Close the connection also after a body that was too long to be read to its end."""
        too_long = self.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return too_long or bool(super().should_close())

    def default_headers(self) -> list[str]:
        """Leave the `Server` header out: Gunicorn has no setting for it."""
        return [line for line in super().default_headers() if not line.startswith("Server:")]


class PlainLogger(Logger):
    """Leaves it to the service how and where its log is written."""

    def setup(self, cfg: Config) -> None:  # noqa: ARG002 - Gunicorn's settings of the log
        """Let the lines through to the root logger."""
        self.error_log.handlers.clear()
        self.error_log.propagate = True


def _forget_metrics(_server: object, worker: ThreadWorker) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess  # noqa: PLC0415 - as in `Server.load`

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call] # no annotations


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped; after SIGTERM the process ends with exit code 0."""
    configure_logging(settings)
    # A signal that comes before Gunicorn listens to it ends the process as it should.
    signal.signal(signal.SIGTERM, lambda _number, _frame: os._exit(0))
    wsgi.Response = AnonymousResponse  # type: ignore[misc] # made by this name in each worker
    with _shared_metrics(settings.web_workers):
        Server(settings, host, port).run()


@contextmanager
def _shared_metrics(workers: int) -> Iterator[None]:
    """Give prometheus_client a directory, in whose files several workers add up their metrics."""
    if workers == 1:
        yield
        return
    master = os.getpid()
    directory = tempfile.mkdtemp(prefix="metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = directory
    try:
        yield
    finally:
        # A worker that ends comes by here too, and leaves the files to the others.
        if os.getpid() == master:
            shutil.rmtree(directory)
