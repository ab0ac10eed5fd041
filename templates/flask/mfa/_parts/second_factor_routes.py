{% set commands = {"layered": "auth", "hexagonal": "application", "cqrs": "application.commands"}[architecture] %}
{% set schemas = {"layered": "auth.schemas"}.get(architecture, "entrypoints.http.account_schemas") %}
{% set accounts = {"layered": "database"}.get(architecture, "accounts") %}
"""The routes of second factors."""

from http import HTTPStatus

from flask import Blueprint

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
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.operations import operation
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.rate_limit import client_address

blueprint = Blueprint("second_factors", __name__, url_prefix=f"{API_PREFIX}/auth/mfa")


@blueprint.post("")
@operation(Requires(), answer=Enrolment, responses=problems(401, 409))
def enrol(caller: Caller) -> Enrolment:
    """Make a secret for an authenticator app; it counts once it is confirmed."""
    container = get_container()
    secret, email = second_factors.enrol(container.{{ accounts }}, container.secret_box, caller.id)
    return Enrolment(secret=encode_secret(secret), otpauth_uri=otpauth_uri(secret, email))


@blueprint.post("/confirm")
@operation(Requires(), answer=RecoveryCodes, responses=problems(401, 409))
def confirm(body: OneTimeCode, caller: Caller) -> RecoveryCodes:
    """Switch the second factor on by a code of the app, and sign the account out everywhere."""
    container = get_container()
    with container.limiter.attempt(*_keys(caller)):
        codes = second_factors.confirm(
            container.{{ accounts }}, container.secret_box, caller.id, body.code
        )
    return RecoveryCodes(recovery_codes=codes)


@blueprint.post("/recovery-codes")
@operation(Requires(), answer=RecoveryCodes, responses=problems(401, 409))
def renew_recovery_codes(body: OneTimeCode, caller: Caller) -> RecoveryCodes:
    """Make new recovery codes, which end the ones before."""
    container = get_container()
    with container.limiter.attempt(*_keys(caller)):
        codes = second_factors.renew_recovery_codes(
            container.{{ accounts }}, container.secret_box, caller.id, body.code
        )
    return RecoveryCodes(recovery_codes=codes)


@blueprint.post("/disable")
@operation(Requires(), status=HTTPStatus.NO_CONTENT, responses=problems(401, 409))
def disable(body: OneTimeCode, caller: Caller) -> None:
    """Switch the second factor off, and sign the account out everywhere."""
    container = get_container()
    with container.limiter.attempt(*_keys(caller)):
        second_factors.disable(container.{{ accounts }}, container.secret_box, caller.id, body.code)


def _keys(caller: Caller) -> list[str]:
    """Name what wrong codes are counted by."""
    return [f"address:{client_address()}", f"account:{caller.id}"]
