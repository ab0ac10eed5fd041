{% set place = {"layered": "container.database"}.get(architecture, "container.api_keys") %}
{% set place = "" if framework == "django" and architecture == "layered" else place %}
{% set rings = {"hexagonal": "application", "cqrs": "application.commands"} %}
"""Commands for API keys."""

from uuid import UUID

import click
from pydantic import ValidationError

from {{ package_name }}.api_key_rules import Grant
{% if architecture == "layered" %}
from {{ package_name }}.auth import services as api_keys
from {{ package_name }}.auth.schemas import ApiKeyIn
{% else %}
from {{ package_name }}.{{ rings[architecture] }} import api_keys
{% endif %}
from {{ package_name }}.callers import SCOPES, Role, Scope
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
{% if architecture != "layered" %}
from {{ package_name }}.entrypoints.http.api_key_schemas import ApiKeyIn
{% endif %}


@click.command("create-api-key")
@click.option("--name", required=True, help="Whose it is, or what it is for.")
@click.option("--scopes", required=True, help=f"Separated by commas: {','.join(Scope)}.")
@click.option("--expires", help="Such as 2027-01-31T00:00:00Z; without it, never.")
def create_api_key(name: str, scopes: str, expires: str | None) -> None:
    """Make an API key and print it, this once."""
    names = [scope.strip() for scope in scopes.split(",")]
    try:
        wanted = ApiKeyIn.model_validate({"name": name, "scopes": names, "expires_at": expires})
    except ValidationError as error:
        faults = [
            f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors(include_input=False)
        ]
        raise click.ClickException("; ".join(dict.fromkeys(faults))) from None

    {{ async_ }}def create(container: Container) -> None:
        {{ await_ }}make_key(container, wanted.grant())

    run(create)


{{ async_ }}def make_key(container: Container, grant: Grant) -> UUID:
    """Make a key as the operator, who may do everything; print it and return its id."""
    api_key, key = {{ await_ }}api_keys.create_key(
{% if framework != "django" or architecture != "layered" %}
        {{ place }},
{% endif %}
        container.key_hashes,
        grant,
        own=SCOPES[Role.ADMIN],
    )
    click.echo(key)
    return api_key.id
