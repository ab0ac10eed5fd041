{% set commands = "application.commands" if architecture == "cqrs" else "application" %}
"""Commands for orders."""

{% if auth == "jwt" %}
import secrets
{% endif %}
from uuid import UUID

import click

{% if architecture == "cqrs" %}
from {{ package_name }}.application import projections
{% endif %}
from {{ package_name }}.{{ commands }} import {{ "accounts, orders" if auth == "jwt" else "orders" }}
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.entrypoints.http.order_schemas import OrderIn
from {{ package_name }}.settings import load_settings
{% if auth == "none" %}
from {{ package_name }}.web.authentication import ANONYMOUS
{% endif %}

SEED = [("EUR", "tea", 2, "4.50"), ("EUR", "cup", 6, "12.00"), ("USD", "kettle", 1, "39.90")]


@click.command()
def seed() -> None:
    """Place a few orders to look at; not in production."""
    if load_settings().production:
        message = "seed is for development; this is production"
        raise click.ClickException(message)
    run(_seed)


{{ async_ }}def _seed(container: Container) -> None:
    owner = Caller({{ await_ }}_owner(container), Role.USER, SCOPES[Role.USER])
    for currency, sku, quantity, amount in SEED:
        price = {"amount": amount, "currency": currency}
        line = {"sku": sku, "quantity": quantity, "unit_price": price}
        body = OrderIn.model_validate({"customer_email": "customer@example.com", "lines": [line]})
        placement = {{ await_ }}orders.place_order(
            container.orders, {{ "" if architecture == "cqrs" else "container.queue, " }}owner, body.customer_email, body.items(), key=None
        )
        click.echo(placement.order.id)
{% if auth == "jwt" %}


{{ async_ }}def _owner(container: Container) -> UUID:
    """Make an account whose orders they are, and print how to sign in."""
    email, password = f"demo-{secrets.token_hex(3)}@example.com", secrets.token_urlsafe(12)
    user = {{ await_ }}accounts.register(container.accounts, container.passwords, email, password)
    click.echo(f"{email} {password}")
    return user.id
{% else %}


{{ async_ }}def _owner(_container: Container) -> UUID:
    """Return the one owner there is."""
    return ANONYMOUS.id
{% endif %}


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
