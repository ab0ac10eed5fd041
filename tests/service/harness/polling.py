"""Waiting for a fact instead of for a time."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def eventually(look: Callable[[], T], *, within: float = 10, every: float = 0.05) -> T:
    """Call `look` until it returns something true, and return that.

    Raises:
        AssertionError: nothing true after `within` seconds; names what was seen last.

    """
    end = time.monotonic() + within
    while True:
        seen = look()
        if seen:
            return seen
        assert time.monotonic() < end, f"not within {within} s; last seen: {seen!r}"
        time.sleep(every)


def at_once(call: Callable[[int], T], times: int) -> list[T]:
    """Call `call(0)` … `call(times - 1)`, each in a thread, all let go at the same moment."""
    barrier = threading.Barrier(times)

    def run(number: int) -> T:
        barrier.wait()
        return call(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
