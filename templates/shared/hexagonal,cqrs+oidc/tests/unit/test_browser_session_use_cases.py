import pytest

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands.browser_sessions import (
    close_session,
    open_session,
)
from {{ package_name }}.application.ports.browser_sessions import BrowserSessionStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.application.queries import browser_sessions as queries
{% else %}
from {{ package_name }}.application import browser_sessions as queries
from {{ package_name }}.application.browser_sessions import (
    close_session,
    open_session,
)
from {{ package_name }}.application.ports.browser_sessions import BrowserSessionStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
{% endif %}
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.ids import new_id
from {{ package_name }}.session_tokens import hash_session_token

{% if architecture == "cqrs" %}
from tests.fakes.browser_session_views import InMemoryBrowserSessionViews
{% endif %}
from tests.fakes.browser_sessions import InMemoryBrowserSessionStores
{% if architecture == "cqrs" %}
from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
{% endif %}
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[BrowserSessionStores]


@pytest.fixture
def uow() -> Uow:
    return InMemoryUnitOfWork(InMemoryBrowserSessionStores())


{{ async_ }}def resume(uow: Uow, token: str) -> Caller:
{% if architecture == "cqrs" %}
    views = DerivedUnitOfWork(uow, InMemoryBrowserSessionViews)
    return {{ await_ }}queries.resume(views, token)
{% else %}
    return {{ await_ }}queries.resume(uow, token)
{% endif %}


@pytest.mark.parametrize("role", list(Role))
{{ async_ }}def test_a_session_speaks_for_whoever_logged_in(uow: Uow, role: Role) -> None:
    caller_id = new_id()

    token = {{ await_ }}open_session(uow, caller_id, role)

    assert {{ await_ }}resume(uow, token) == Caller(caller_id, role, SCOPES[role])


{{ async_ }}def test_each_login_has_a_session_of_its_own(uow: Uow) -> None:
    caller_id = new_id()

    tokens = [{{ await_ }}open_session(uow, caller_id, Role.USER) for _ in range(2)]

    assert tokens[0] != tokens[1]
    assert {{ await_ }}resume(uow, tokens[0]) == {{ await_ }}resume(uow, tokens[1])


{{ async_ }}def test_a_closed_session_speaks_for_nobody(uow: Uow) -> None:
    token = {{ await_ }}open_session(uow, new_id(), Role.USER)

    {{ await_ }}close_session(uow, token)

    with pytest.raises(NotAuthenticatedError):
        {{ await_ }}resume(uow, token)


{{ async_ }}def test_a_session_can_be_closed_twice(uow: Uow) -> None:
    token = {{ await_ }}open_session(uow, new_id(), Role.USER)
    {{ await_ }}close_session(uow, token)

    {{ await_ }}close_session(uow, token)

    with pytest.raises(NotAuthenticatedError):
        {{ await_ }}resume(uow, token)


{{ async_ }}def test_what_is_stored_is_no_token(uow: Uow) -> None:
    token = {{ await_ }}open_session(uow, new_id(), Role.USER)

    with pytest.raises(NotAuthenticatedError):
        {{ await_ }}resume(uow, hash_session_token(token))
