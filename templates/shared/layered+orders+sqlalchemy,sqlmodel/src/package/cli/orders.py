"""Commands for orders."""

import click

from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.cli.owners import new_owner
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.orders import services
from {{ package_name }}.orders.schemas import OrderIn
from {{ package_name }}.settings import load_settings

SEED = [("EUR", "tea", 2, "4.50"), ("EUR", "cup", 6, "12.00"), ("USD", "kettle", 1, "39.90")]


@click.command()
def seed() -> None:
    """Place a few orders to look at; not in production."""
    if load_settings().production:
        message = "seed is for development; this is production"
        raise click.ClickException(message)
    run(_seed)


{{ async_ }}def _seed(container: Container) -> None:
    owner = Caller({{ await_ }}new_owner(container), Role.USER, SCOPES[Role.USER])
    for currency, sku, quantity, amount in SEED:
        price = {"amount": amount, "currency": currency}
        line = {"sku": sku, "quantity": quantity, "unit_price": price}
        body = OrderIn.model_validate({"customer_email": "customer@example.com", "lines": [line]})
        placement = {{ await_ }}services.place_order(
            container.database,
            container.queue,
            owner,
            body,
            key=None,
        )
        click.echo(placement.order.id)


@click.command("requeue-placed")
def requeue_placed() -> None:
    """Ask again for the confirmation of every order that is still placed."""

    {{ async_ }}def requeue(container: Container) -> None:
        count = {{ await_ }}services.requeue_placed(container.database, container.queue)
        click.echo(f"{count} re-queued")

    run(requeue)
