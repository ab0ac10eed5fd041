"""Commands for accounts."""

import sys

import click
from pydantic import ValidationError

from {{ package_name }}.auth import services as accounts
from {{ package_name }}.auth.schemas import Registration
from {{ package_name }}.callers import Role
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.errors import ConflictError


@click.command("create-admin")
@click.option("--email", required=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_admin(email: str, *, password_stdin: bool) -> None:
    """Create an account that may do everything."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        account = Registration(email=email, password=password)
    except ValidationError as error:
        faults = "; ".join(
            f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors(include_input=False)
        )
        raise click.ClickException(faults) from None

    def create(_container: Container) -> None:
        try:
            user = accounts.register(account.email, account.password, role=Role.ADMIN)
        except ConflictError as error:
            raise click.ClickException(error.detail) from None
        click.echo(user.id)

    run(create)
