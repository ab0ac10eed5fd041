"""What the service needs, and whether it answers."""

import threading
import time
from collections.abc import Callable

from pydantic import BaseModel

CHECK_SECONDS = 1.0


class Liveness(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Each thing that the service needs, and whether it answers."""

    status: str = "ok"
    checks: dict[str, str]


def check_all(pings: dict[str, Callable[[], None]]) -> dict[str, str]:
    """Wait a second for the answers, no longer: giving a dead connection up takes its own time."""
    checks = dict.fromkeys(pings, "unavailable")

    def check(name: str) -> None:
        pings[name]()
        checks[name] = "ok"

    threads = [_Quiet(target=check, args=(name,), daemon=True) for name in pings]
    end = time.monotonic() + CHECK_SECONDS
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return dict(checks)


class _Quiet(threading.Thread):
    """A thread that ends at the first exception and tells nobody."""

    def run(self) -> None:
        try:
            super().run()
        except Exception:  # noqa: BLE001 - whatever the driver raises when there is no answer
            return
