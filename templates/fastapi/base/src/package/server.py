"""The production server."""

import os
import signal
import tempfile
from typing import Any

import uvicorn

from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import Settings

APPLICATION = "{{ package_name }}.asgi:app"
UVICORN: dict[str, Any] = {
    "log_config": None,
    "access_log": False,
    # `TRUSTED_PROXIES` says whom to believe.
    "proxy_headers": False,
    "server_header": False,
}
# What `Drain` has not waited for is waited for so long.
SHUTDOWN_SECONDS = 5
# A worker imports the service before it can answer; on a small or busy machine that takes a while.
START_SECONDS = 60


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped; after SIGTERM the process ends with exit code 0."""
    configure_logging(settings)
    # Uvicorn shuts down and then raises the signal once more, for whom it interrupted: nobody.
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    with tempfile.TemporaryDirectory(prefix="metrics-") as directory:
        if settings.web_workers > 1:
            # Read by prometheus_client in each worker; they add up their metrics through files.
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = directory
        uvicorn.run(
            APPLICATION,
            host=host,
            port=port,
            workers=settings.web_workers,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
            timeout_worker_healthcheck=START_SECONDS,
            **UVICORN,
        )
