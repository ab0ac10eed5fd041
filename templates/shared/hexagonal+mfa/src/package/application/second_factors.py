"""What can be done with second factors."""

from uuid import UUID

from {{ package_name }}.application.ports.accounts import AccountStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.domain.accounts import User, normalise_email
from {{ package_name }}.domain.second_factors import SecondFactor
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.one_time_codes import (
    InvalidCodeError,
    MfaEnabledError,
    MfaNotEnabledError,
    SecretBox,
    new_secret,
)


{% include "templates/shared/hexagonal,cqrs+mfa/_parts/second_factor_commands.py" %}
