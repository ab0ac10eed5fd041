"""Browser sessions in their table."""

from uuid import UUID

from django.db import models

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.application.ports.browser_sessions import BrowserSessions
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.browser_sessions import BrowserSession


class BrowserSessionRow(models.Model):
    """A session, known by the hash of its token."""

    token_hash = models.CharField(primary_key=True, max_length=64)
    caller_id = models.UUIDField(db_index=True)
    role = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Role])
    expires_at = models.DateTimeField()

    class Meta:
        """The table's name."""

        db_table = "browser_sessions"
        verbose_name = "browser session"

    def __str__(self) -> str:
        """Name whom it speaks for, as its key is nobody's business."""
        return str(self.caller_id)


class SqlBrowserSessions:
    """The sessions that a transaction sees. They do not change, so nothing watches them."""

    def __init__(self, session: Session) -> None:
        self._rows = BrowserSessionRow.objects.using(session.alias)

    def add(self, session: BrowserSession) -> None:
        """Store a new session."""
        self._rows.create(
            token_hash=session.token_hash,
            caller_id=session.caller_id,
            role=session.role,
            expires_at=session.expires_at,
        )

{% if architecture == "hexagonal" %}
    def get(self, token_hash: str) -> BrowserSession | None:
        """Return a session, unless it has expired."""
        row = self._rows.filter(token_hash=token_hash, expires_at__gt=utc_now()).first()
        if row is None:
            return None
        return BrowserSession(
            token_hash=row.token_hash,
            caller_id=row.caller_id,
            role=Role(row.role),
            expires_at=row.expires_at,
        )

{% endif %}
    def delete(self, token_hash: str) -> None:
        """Delete a session, if there is one."""
        self._rows.filter(token_hash=token_hash).delete()

    def delete_expired(self, caller_id: UUID) -> None:
        """Delete the sessions of a caller that have expired."""
        self._rows.filter(caller_id=caller_id, expires_at__lte=utc_now()).delete()


class SqlBrowserSessionStores:
    """What a use case of browser sessions reads and writes, in one transaction."""

    def __init__(self, session: Session) -> None:
        self.browser_sessions: BrowserSessions = SqlBrowserSessions(session)
