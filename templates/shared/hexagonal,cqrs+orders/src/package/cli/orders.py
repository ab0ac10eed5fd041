{% set commands = "application.commands" if architecture == "cqrs" else "application" %}
"""Commands for orders."""

import click

{% if architecture == "cqrs" %}
from {{ package_name }}.application import projections
{% endif %}
from {{ package_name }}.{{ commands }} import orders
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.cli.owners import new_owner
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.entrypoints.http.order_schemas import OrderIn
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
        placement = {{ await_ }}orders.place_order(
            container.orders, {{ "" if architecture == "cqrs" else "container.queue, " }}owner, body.customer_email, body.items(), key=None
        )
        click.echo(placement.order.id)


@click.command("requeue-placed")
def requeue_placed() -> None:
    """Ask again for the confirmation of every order that is still placed."""

    {{ async_ }}def requeue(container: Container) -> None:
        count = {{ await_ }}orders.requeue_placed(container.orders{{ "" if architecture == "cqrs" else ", container.queue" }})
        click.echo(f"{count} re-queued")

    run(requeue)
{% if architecture == "cqrs" %}


@click.command("rebuild-projections")
def rebuild_projections() -> None:
    """Make the summaries of all orders anew; the service may go on meanwhile."""

    {{ async_ }}def rebuild(container: Container) -> None:
        count = {{ await_ }}projections.rebuild(container.order_summaries)
        click.echo(f"{count} projected")

    run(rebuild)
{% endif %}
