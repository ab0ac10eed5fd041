"""Stopping without losing a request."""

import threading
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

DRAIN_SECONDS = 30


class Drain:
    """Counts the requests in flight, and lets the server wait for the last of them.

    Until the server closes its socket `/readyz` says 503, so that a load balancer sends new
    requests elsewhere. With nothing in flight that is no time at all: where requests come until the
    balancer has noticed, let the platform wait before its SIGTERM.
    """

    def __init__(self, seconds: float = DRAIN_SECONDS) -> None:
        self.started = False
        self._seconds = seconds
        self._in_flight = 0
        self._changed = threading.Condition()

    def start(self) -> None:
        """Begin to stop."""
        self.started = True

    def wait(self) -> None:
        """Wait until no request is in flight, or too much time has passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._in_flight == 0, self._seconds)

    def enter(self) -> None:
        """Count a request that has come in."""
        with self._changed:
            self._in_flight += 1

    def leave(self) -> None:
        """Count a request that has been answered."""
        with self._changed:
            self._in_flight -= 1
            self._changed.notify_all()


class DrainMiddleware:
    """Counts the requests of a WSGI application."""

    def __init__(self, app: WSGIApplication, drain: Drain) -> None:
        self.app = app
        self.drain = drain

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request; it is in flight until the server has taken the whole answer."""
        self.drain.enter()
        try:
            answer = self.app(environ, start_response)
        except BaseException:
            self.drain.leave()
            raise
        return _Counted(answer, self.drain)


class _Counted:
    """The body of an answer that is counted until it is closed (PEP 3333)."""

    def __init__(self, answer: Iterable[bytes], drain: Drain) -> None:
        self._answer = answer
        self._drain = drain

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        try:
            if hasattr(self._answer, "close"):
                self._answer.close()
        finally:
            self._drain.leave()
