"""How a command runs what the web process runs too."""

import asyncio
from collections.abc import Awaitable, Callable

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.container import Container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import load_settings


def run(command: Callable[[Container], Awaitable[None]]) -> None:
    """Build the service's parts, run the command with them and close them."""
    settings = load_settings()
    configure_logging(settings, stream="stderr")

    async def main() -> None:
        container = make_container(settings)
        try:
            await command(container)
        finally:
            await container.close()

    asyncio.run(main())
