"""The command that empties the outbox."""

import asyncio
import signal

import click

from {{ package_name }}.adapters.queue.relay import relay_until
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container


@click.command()
@click.option("--once", is_flag=True, help="Empty the outbox once instead of until stopped.")
def relay(*, once: bool) -> None:
    """Hand the jobs in the outbox to the queue; without a broker, run them."""
    run(_sweep if once else _relay)


async def _sweep(container: Container) -> None:
    count = 0
    while swept := await container.relay.sweep():
        count += swept
    click.echo(f"{count} relayed")


async def _relay(container: Container) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await relay_until(stop, container.relay)
