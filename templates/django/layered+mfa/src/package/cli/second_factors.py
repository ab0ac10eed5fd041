"""Commands for second factors."""

import click

from {{ package_name }}.auth import second_factors
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.one_time_codes import MfaNotEnabledError


@click.command("disable-mfa")
@click.option("--email", required=True)
def disable_mfa(email: str) -> None:
    """Take the second factor from an account whose owner has lost it; sign it out everywhere."""

    def disable(_container: Container) -> None:
        try:
            second_factors.remove(email)
        except MfaNotEnabledError:
            message = "No account with this e-mail has a second factor."
            raise click.ClickException(message) from None
        click.echo(f"{email} signs in with the password alone.")

    run(disable)
