"""The production server."""

import os
import signal
import tempfile

import uvicorn

from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import Settings

APPLICATION = "{{ package_name }}.asgi:app"
SHUTDOWN_SECONDS = 30


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
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
