{% set commands = {"layered": "auth", "hexagonal": "application", "cqrs": "application.commands"}[architecture] %}
{% set schemas = {"layered": "auth.schemas"}.get(architecture, "entrypoints.http.account_schemas") %}
"""The routes of second factors."""

from http import HTTPStatus

from ninja import Router, Status

{% if architecture != "layered" %}
from {{ package_name }}.{{ commands }} import second_factors
from {{ package_name }}.{{ schemas }} import (
    Enrolment,
    OneTimeCode,
    RecoveryCodes,
)
{% else %}
from {{ package_name }}.{{ commands }} import second_factors
from {{ package_name }}.{{ schemas }} import Enrolment, OneTimeCode, RecoveryCodes
{% endif %}
from {{ package_name }}.one_time_codes import encode_secret, otpauth_uri
from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.requests import (
    Request,
    caller_of,
    client_address,
    container_of,
)

PREFIX = f"{API_PREFIX}/auth/mfa"
FAILURES = {"responses": problems(401, 409)}

router = Router(tags=["auth"])


@router.post("", auth=Requires(), response=Enrolment, openapi_extra=FAILURES)
def enrol(request: Request) -> Enrolment:
    """Make a secret for an authenticator app; it counts once it is confirmed."""
    container = container_of(request)
    secret, email = second_factors.enrol(
{% if architecture != "layered" %}
        container.accounts,
{% endif %}
        container.secret_box,
        caller_of(request).id,
    )
    return Enrolment(secret=encode_secret(secret), otpauth_uri=otpauth_uri(secret, email))


@router.post("/confirm", auth=Requires(), response=RecoveryCodes, openapi_extra=FAILURES)
def confirm(request: Request, body: OneTimeCode) -> RecoveryCodes:
    """Switch the second factor on by a code of the app, and sign the account out everywhere."""
    container = container_of(request)
    with container.limiter.attempt(*_keys(request)):
        codes = second_factors.confirm(
{% if architecture != "layered" %}
            container.accounts,
{% endif %}
            container.secret_box,
            caller_of(request).id,
            body.code,
        )
    return RecoveryCodes(recovery_codes=codes)


@router.post("/recovery-codes", auth=Requires(), response=RecoveryCodes, openapi_extra=FAILURES)
def renew_recovery_codes(request: Request, body: OneTimeCode) -> RecoveryCodes:
    """Make new recovery codes, which end the ones before."""
    container = container_of(request)
    with container.limiter.attempt(*_keys(request)):
        codes = second_factors.renew_recovery_codes(
{% if architecture != "layered" %}
            container.accounts,
{% endif %}
            container.secret_box,
            caller_of(request).id,
            body.code,
        )
    return RecoveryCodes(recovery_codes=codes)


@router.post("/disable", auth=Requires(), response={204: None}, openapi_extra=FAILURES)
def disable(request: Request, body: OneTimeCode) -> Status[None]:
    """Switch the second factor off, and sign the account out everywhere."""
    container = container_of(request)
    with container.limiter.attempt(*_keys(request)):
        second_factors.disable(
{% if architecture != "layered" %}
            container.accounts,
{% endif %}
            container.secret_box,
            caller_of(request).id,
            body.code,
        )
    return Status(HTTPStatus.NO_CONTENT, None)


def _keys(request: Request) -> list[str]:
    """Name what wrong codes are counted by."""
    return [f"address:{client_address(request)}", f"account:{caller_of(request).id}"]
