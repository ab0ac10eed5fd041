"""Doing several things at once."""

{% if framework == "fastapi" %}
import asyncio
from collections.abc import Awaitable, Callable


async def together[Result](*calls: Callable[[], Awaitable[Result]]) -> list[Result]:
    """Make all calls at once, and return their results in the order of the calls."""
    return await asyncio.gather(*(call() for call in calls))


async def pause(seconds: float) -> None:
    """Let the others have their turn."""
    await asyncio.sleep(seconds)
{% else %}
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def together[Result](*calls: Callable[[], Result]) -> list[Result]:
    """Make all calls at once, and return their results in the order of the calls."""
    with ThreadPoolExecutor(len(calls)) as threads:
        futures = [threads.submit(call) for call in calls]
        return [future.result() for future in futures]


def pause(seconds: float) -> None:
    """Let the others have their turn."""
    time.sleep(seconds)
{% endif %}
