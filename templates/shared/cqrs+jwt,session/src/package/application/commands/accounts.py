"""What can be done with accounts and tokens."""

from {{ package_name }}.application.ports.accounts import AccountStores, Passwords
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Role
from {{ package_name }}.domain.accounts import (
    InvalidCredentialsError,
    InvalidRefreshTokenError,
    SignIn,
    User,
    normalise_email,
)
from {{ package_name }}.refresh_tokens import sign_in_of


{% include "templates/shared/hexagonal,cqrs+jwt,session/_parts/account_commands.py" %}
