"""How a command runs what the web process runs too."""

{% if framework == "fastapi" %}
import asyncio
from collections.abc import Awaitable, Callable
{% else %}
from collections.abc import Callable
{% endif %}

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.container import Container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import load_settings

{% if framework == "fastapi" %}
Command = Callable[[Container], Awaitable[None]]
{% else %}
Command = Callable[[Container], None]
{% endif %}


def run(command: Command, log_to: str = "stderr") -> None:
    """Build the service's parts, run the command with them and close them.

    Args:
        command: What to run.
        log_to: `stderr` for a command that prints a result, `stdout` for one that prints none.
    """
    settings = load_settings()
    configure_logging(settings, log_to)
{% if framework == "fastapi" %}

    async def main() -> None:
        container = make_container(settings)
        try:
            await command(container)
        finally:
            await container.close()

    asyncio.run(main())
{% else %}
    container = make_container(settings)
    try:
        command(container)
    finally:
        container.close()
{% endif %}
