"""What can be done with API keys."""

from uuid import UUID

from {{ package_name }}.api_key_rules import (
    Grant,
    InvalidApiKeyError,
    caller_of,
    has_expired,
    key_id_of,
    new_key,
)
from {{ package_name }}.application.ports.api_keys import ApiKeys, KeyHashes
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Caller, Scope
from {{ package_name }}.domain.api_keys import ApiKey
from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.ids import new_id


{% include "templates/shared/hexagonal,cqrs+api_key/_parts/api_key_commands.py" %}
