"""The use cases of accounts and sign-ins."""

from uuid import UUID

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


{{ async_ }}def get_account(uow: UnitOfWork[AccountStores], user_id: UUID) -> User | None:
    """Return an account, unless it is disabled or gone."""
    {{ async_ }}with uow.reading() as stores:
        user = {{ await_ }}stores.users.get(user_id)
    return user if user is not None and user.is_active else None
