from datetime import timedelta
from uuid import UUID

import pytest

{% if architecture == "cqrs" %}
from {{ package_name }}.adapters.database.browser_session_views import SqlBrowserSessionViews
{% endif %}
from {{ package_name }}.adapters.database.browser_sessions import SqlBrowserSessionStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
{% if architecture == "cqrs" %}
from {{ package_name }}.application.ports.browser_session_views import BrowserSessionViews
{% endif %}
from {{ package_name }}.application.ports.browser_sessions import BrowserSessionStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.browser_sessions import BrowserSession
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import DATABASE_SCHEMES

{% if architecture == "cqrs" %}
from tests.fakes.browser_session_views import InMemoryBrowserSessionViews
{% endif %}
from tests.fakes.browser_sessions import InMemoryBrowserSessionStores
{% if architecture == "cqrs" %}
from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
{% endif %}
from tests.fakes.unit_of_work import InMemoryUnitOfWork

HOUR = timedelta(hours=1)


class Uow:
    """The units of work over the same sessions."""

    def __init__(self, request: pytest.FixtureRequest, *, in_memory: bool) -> None:
        self.sessions: UnitOfWork[BrowserSessionStores]
{% if architecture == "cqrs" %}
        self.views: UnitOfWork[BrowserSessionViews]
{% endif %}
        if in_memory:
            self.sessions = InMemoryUnitOfWork(InMemoryBrowserSessionStores())
{% if architecture == "cqrs" %}
            self.views = DerivedUnitOfWork(self.sessions, InMemoryBrowserSessionViews)
{% endif %}
        else:
            database = request.getfixturevalue("database")
            self.sessions = SqlUnitOfWork(database, SqlBrowserSessionStores)
{% if architecture == "cqrs" %}
            self.views = SqlUnitOfWork(database, SqlBrowserSessionViews)
{% endif %}

    {{ async_ }}def add(self, caller_id: UUID, life: timedelta = HOUR, role: Role = Role.USER) -> str:
        """Store a session and return its hash."""
        token_hash = str(new_id())
        session = BrowserSession(
            token_hash=token_hash,
            caller_id=caller_id,
            role=role,
            expires_at=utc_now() + life,
        )
        {{ async_ }}with self.sessions.transaction() as stores:
            stores.browser_sessions.add(session)
        return token_hash

    {{ async_ }}def read(self, token_hash: str) -> tuple[UUID, Role] | None:
        """Return whom a session speaks for."""
{% if architecture == "cqrs" %}
        {{ async_ }}with self.views.reading() as views:
            session = {{ await_ }}views.get(token_hash)
{% else %}
        {{ async_ }}with self.sessions.reading() as stores:
            session = {{ await_ }}stores.browser_sessions.get(token_hash)
{% endif %}
        return None if session is None else (session.caller_id, session.role)


@pytest.fixture(params=["in_memory", *DATABASE_SCHEMES])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Run the suite on every database that the service can have, and on none."""
    if request.param == "in_memory":
        return None
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def uow(database_url: str | None, request: pytest.FixtureRequest) -> Uow:
    return Uow(request, in_memory=database_url is None)


@pytest.mark.parametrize("role", list(Role))
{{ async_ }}def test_a_session_is_found_by_its_hash(uow: Uow, role: Role) -> None:
    ada = new_id()

    token_hash = {{ await_ }}uow.add(ada, role=role)

    assert {{ await_ }}uow.read(token_hash) == (ada, role)
    assert {{ await_ }}uow.read("another hash") is None


{{ async_ }}def test_an_expired_session_is_not_found(uow: Uow) -> None:
    assert {{ await_ }}uow.read({{ await_ }}uow.add(new_id(), -HOUR)) is None


{{ async_ }}def test_a_deleted_session_is_not_found_and_others_are(uow: Uow) -> None:
    ada = new_id()
    first, second = {{ await_ }}uow.add(ada), {{ await_ }}uow.add(ada)

    {{ async_ }}with uow.sessions.transaction() as stores:
        {{ await_ }}stores.browser_sessions.delete(first)

    assert {{ await_ }}uow.read(first) is None
    assert {{ await_ }}uow.read(second) is not None


{{ async_ }}def test_only_what_has_expired_is_deleted(uow: Uow) -> None:
    ada, bob = new_id(), new_id()
    {{ await_ }}uow.add(ada, -HOUR)
    kept = [{{ await_ }}uow.add(ada), {{ await_ }}uow.add(bob)]

    {{ async_ }}with uow.sessions.transaction() as stores:
        {{ await_ }}stores.browser_sessions.delete_expired(ada)

    assert [{{ await_ }}uow.read(token_hash) for token_hash in kept] == [
        (ada, Role.USER),
        (bob, Role.USER),
    ]
