"""Commands for orders."""

{% if auth == "jwt" %}
import secrets
{% endif %}
from uuid import UUID

import click

{% if auth == "jwt" %}
from {{ package_name }}.auth import services as accounts
{% endif %}
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.orders import services
from {{ package_name }}.orders.schemas import OrderIn
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


def _seed(container: Container) -> None:
    owner = Caller(_owner(), Role.USER, SCOPES[Role.USER])
    for currency, sku, quantity, amount in SEED:
        price = {"amount": amount, "currency": currency}
        line = {"sku": sku, "quantity": quantity, "unit_price": price}
        body = OrderIn.model_validate({"customer_email": "customer@example.com", "lines": [line]})
        placement = services.place_order(container.queue, owner, body, key=None)
        click.echo(placement.order.id)
{% if auth == "jwt" %}


def _owner() -> UUID:
    """Make an account whose orders they are, and print how to sign in."""
    email, password = f"demo-{secrets.token_hex(3)}@example.com", secrets.token_urlsafe(12)
    user = accounts.register(email, password)
    click.echo(f"{email} {password}")
    return user.id
{% else %}


def _owner() -> UUID:
    """Return the one owner there is."""
    return ANONYMOUS.id
{% endif %}


@click.command("requeue-placed")
def requeue_placed() -> None:
    """Ask again for the confirmation of every order that is still placed."""

    def requeue(container: Container) -> None:
        count = services.requeue_placed(container.queue)
        click.echo(f"{count} re-queued")

    run(requeue)
