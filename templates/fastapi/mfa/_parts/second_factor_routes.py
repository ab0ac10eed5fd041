{% set commands = {"layered": "auth", "hexagonal": "application", "cqrs": "application.commands"}[architecture] %}
{% set schemas = {"layered": "auth.schemas"}.get(architecture, "entrypoints.http.account_schemas") %}
{% set accounts = {"layered": "database"}.get(architecture, "accounts") %}
"""The routes of second factors."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

{% if architecture != "layered" %}
from {{ package_name }}.{{ commands }} import second_factors
from {{ package_name }}.callers import Caller
from {{ package_name }}.{{ schemas }} import (
    Enrolment,
    OneTimeCode,
    RecoveryCodes,
)
{% else %}
from {{ package_name }}.{{ commands }} import second_factors
from {{ package_name }}.{{ schemas }} import Enrolment, OneTimeCode, RecoveryCodes
from {{ package_name }}.callers import Caller
{% endif %}
from {{ package_name }}.one_time_codes import encode_secret, otpauth_uri
from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.rate_limit import client_address

SignedIn = Annotated[Caller, Depends(Requires())]

router = APIRouter(prefix=f"{API_PREFIX}/auth/mfa", tags=["auth"], route_class=JsonRoute)


@router.post("", responses=problems(401, 409))
async def enrol(caller: SignedIn, container: ContainerDep) -> Enrolment:
    """Make a secret for an authenticator app; it counts once it is confirmed."""
    secret, email = await second_factors.enrol(container.{{ accounts }}, container.secret_box, caller.id)
    return Enrolment(secret=encode_secret(secret), otpauth_uri=otpauth_uri(secret, email))


@router.post("/confirm", responses=problems(401, 409))
async def confirm(
    request: Request, body: OneTimeCode, caller: SignedIn, container: ContainerDep
) -> RecoveryCodes:
    """Switch the second factor on by a code of the app, and sign the account out everywhere."""
    async with container.limiter.attempt(*_keys(request, caller)):
        codes = await second_factors.confirm(
            container.{{ accounts }}, container.secret_box, caller.id, body.code
        )
    return RecoveryCodes(recovery_codes=codes)


@router.post("/recovery-codes", responses=problems(401, 409))
async def renew_recovery_codes(
    request: Request, body: OneTimeCode, caller: SignedIn, container: ContainerDep
) -> RecoveryCodes:
    """Make new recovery codes, which end the ones before."""
    async with container.limiter.attempt(*_keys(request, caller)):
        codes = await second_factors.renew_recovery_codes(
            container.{{ accounts }}, container.secret_box, caller.id, body.code
        )
    return RecoveryCodes(recovery_codes=codes)


@router.post("/disable", status_code=status.HTTP_204_NO_CONTENT, responses=problems(401, 409))
async def disable(
    request: Request, body: OneTimeCode, caller: SignedIn, container: ContainerDep
) -> None:
    """Switch the second factor off, and sign the account out everywhere."""
    async with container.limiter.attempt(*_keys(request, caller)):
        await second_factors.disable(container.{{ accounts }}, container.secret_box, caller.id, body.code)


def _keys(request: Request, caller: Caller) -> list[str]:
    """Name what wrong codes are counted by."""
    return [f"address:{client_address(request.scope)}", f"account:{caller.id}"]
