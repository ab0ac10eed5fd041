"""A TCP relay in front of a database or a broker, which a test can make deaf or shut."""

import asyncio
import contextlib
from collections.abc import Coroutine
from threading import Thread
from urllib.parse import urlsplit, urlunsplit

PASS, SILENT, SHUT = "pass", "silent", "shut"


class Relay:
    """Stands before the server that `url` names.

    `pass_on` carries bytes both ways; `fall_silent` takes connections and bytes and never answers,
    as a black hole does; `shut` closes the port, so that connections are refused.
    """

    def __init__(self, url: str) -> None:
        """Listen on a free port of the loopback interface, in a thread."""
        self._target = urlsplit(url)
        self._mode = PASS
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._port = 0
        self._server: asyncio.Server | None = None
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._run(self._listen())

    @property
    def url(self) -> str:
        """The given URL with the address of the relay."""
        credentials, at, _ = self._target.netloc.rpartition("@")
        return urlunsplit(self._target._replace(netloc=f"{credentials}{at}127.0.0.1:{self._port}"))

    def pass_on(self) -> None:
        """Behave like the server behind it, for new connections."""
        self._run(self._reopen())

    def fall_silent(self) -> None:
        """Take connections and bytes, answer nothing, on old connections and on new ones."""
        self._mode = SILENT

    def shut(self) -> None:
        """Refuse connections and drop those that are open."""
        self._run(self._close())

    def stop(self) -> None:
        """Close everything."""
        self._run(self._close())
        self._run(self._cancel())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _run(self, work: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(5)

    async def _cancel(self) -> None:
        """End the tasks of connections, so that none is left when the loop is closed."""
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = server.sockets[0].getsockname()[1]
        self._server = server

    async def _close(self) -> None:
        self._mode = SHUT
        if self._server is not None:
            self._server.close()
            self._server = None
        self._hang_up()

    async def _reopen(self) -> None:
        self._mode = PASS
        self._hang_up()
        if self._server is None:
            await self._listen()

    def _hang_up(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        if self._mode == SILENT:
            await self._swallow(reader)
            return
        port = self._target.port
        far_reader, far_writer = await asyncio.open_connection(self._target.hostname, port)
        self._writers.add(far_writer)
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                if self._mode == PASS:
                    writer.write(data)
                    await writer.drain()
            writer.close()

    @staticmethod
    async def _swallow(reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(OSError):
            while await reader.read(65536):
                pass
