{% set commands = {"layered": "auth", "hexagonal": "application", "cqrs": "application.commands"}[architecture] %}
{% set accounts = {"layered": "database"}.get(architecture, "accounts") %}
"""Commands for second factors."""

import click

from {{ package_name }}.{{ commands }} import second_factors
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.one_time_codes import MfaNotEnabledError


@click.command("disable-mfa")
@click.option("--email", required=True)
def disable_mfa(email: str) -> None:
    """Take the second factor from an account whose owner has lost it; sign it out everywhere."""

    {{ async_ }}def disable(container: Container) -> None:
        try:
            {{ await_ }}second_factors.remove(container.{{ accounts }}, email)
        except MfaNotEnabledError:
            message = "No account with this e-mail has a second factor."
            raise click.ClickException(message) from None
        click.echo(f"{email} signs in with the password alone.")

    run(disable)
