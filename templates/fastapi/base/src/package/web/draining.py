"""Stopping without losing a request."""

import asyncio
import signal
from types import FrameType

from starlette.types import ASGIApp, Receive, Scope, Send

DRAIN_SECONDS = 30


class Drain:
    """Holds the server's own shutdown back until the requests in flight are answered.

    Uvicorn closes its socket as soon as it is told to stop. Until then `/readyz` says 503, so that
    a load balancer sends new requests elsewhere. With nothing in flight that is no time at all:
    where requests come until the balancer has noticed, let the platform wait before its SIGTERM.
    """

    def __init__(self) -> None:
        self.started = False
        self._in_flight = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._task: asyncio.Task[None] | None = None

    def install(self) -> None:
        """Take SIGTERM over from the server; a server that handles none is left alone."""
        stop = signal.getsignal(signal.SIGTERM)
        if not callable(stop):
            return
        loop = asyncio.get_running_loop()

        async def drain(signal_number: int, frame: FrameType | None) -> None:
            await asyncio.wait([asyncio.ensure_future(self._idle.wait())], timeout=DRAIN_SECONDS)
            stop(signal_number, frame)

        def begin(signal_number: int, frame: FrameType | None) -> None:
            self.started = True
            self._task = loop.create_task(drain(signal_number, frame))

        signal.signal(
            signal.SIGTERM,
            lambda number, frame: loop.call_soon_threadsafe(begin, number, frame),
        )

    def enter(self) -> None:
        """Count a request that has come in."""
        self._in_flight += 1
        self._idle.clear()

    def leave(self) -> None:
        """Count a request that has been answered."""
        self._in_flight -= 1
        if self._in_flight == 0:
            self._idle.set()


class DrainMiddleware:
    """Counts the requests in flight."""

    def __init__(self, app: ASGIApp, *, drain: Drain) -> None:
        self.app = app
        self.drain = drain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.drain.enter()
        try:
            await self.app(scope, receive, send)
        finally:
            self.drain.leave()
