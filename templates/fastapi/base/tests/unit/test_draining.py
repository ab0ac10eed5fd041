import os
import signal
from collections.abc import Iterator

import pytest

from {{ package_name }}.web.draining import Drain

from tests.polling import until


@pytest.fixture
def stops() -> Iterator[list[int]]:
    """Stand in for a server: collect the signals that reach it."""
    stops: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: stops.append(number))
    yield stops
    signal.signal(signal.SIGTERM, before)


async def test_the_server_stops_at_once_when_nothing_is_in_flight(stops: list[int]) -> None:
    drain = Drain()
    drain.install()

    os.kill(os.getpid(), signal.SIGTERM)

    await until(lambda: stops == [signal.SIGTERM])


async def test_the_server_stops_after_the_last_request(stops: list[int]) -> None:
    drain = Drain()
    drain.install()
    drain.enter()

    os.kill(os.getpid(), signal.SIGTERM)
    await until(lambda: drain.started)
    assert stops == []
    drain.leave()

    await until(lambda: stops == [signal.SIGTERM])


async def test_a_server_that_handles_no_signal_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGTERM)

    Drain().install()

    assert signal.getsignal(signal.SIGTERM) is before
