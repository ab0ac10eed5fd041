"""What can be done with accounts and sign-ins."""

{% if mfa %}
from uuid import UUID

{% endif %}
from {{ package_name }}.application.ports.accounts import AccountStores, Passwords
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import {{ "SCOPES, Caller, " if auth == "session" else "" }}Role
from {{ package_name }}.domain.accounts import (
    InvalidCredentialsError,
{% if auth == "jwt" %}
    InvalidRefreshTokenError,
{% endif %}
    SignIn,
    User,
    normalise_email,
)
{% if auth == "session" %}
from {{ package_name }}.errors import NotAuthenticatedError
{% endif %}
{% if mfa %}
from {{ package_name }}.one_time_codes import (
    GivenCode,
    InvalidCodeError,
    MfaRequiredError,
)
{% endif %}
from {{ package_name }}.sign_in_tokens import sign_in_of


{% include "templates/shared/hexagonal,cqrs+jwt,session/_parts/account_commands.py" %}
