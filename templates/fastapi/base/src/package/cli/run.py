"""How a command runs what the web process runs too."""

import asyncio
from collections.abc import Awaitable, Callable

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.container import Container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import load_settings


def run(command: Callable[[Container], Awaitable[None]], log_to: str = "stderr") -> None:
    """Build the service's parts, run the command with them and close them.

    Args:
        command: What to run.
        log_to: `stderr` for a command that prints a result, `stdout` for one that prints none.
    """
    settings = load_settings()
    configure_logging(settings, log_to)

    async def main() -> None:
        container = make_container(settings)
        try:
            await command(container)
        finally:
            await container.close()

    asyncio.run(main())
