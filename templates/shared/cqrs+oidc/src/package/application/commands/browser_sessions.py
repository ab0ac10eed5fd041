"""What can be done with browser sessions."""

from uuid import UUID

from {{ package_name }}.application.ports.browser_sessions import BrowserSessionStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Role
from {{ package_name }}.domain.browser_sessions import BrowserSession
from {{ package_name }}.session_tokens import hash_session_token


{% include "templates/shared/hexagonal,cqrs+oidc/_parts/browser_session_commands.py" %}
