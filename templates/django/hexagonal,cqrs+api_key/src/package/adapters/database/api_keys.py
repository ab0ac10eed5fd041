"""API keys in their table."""

from uuid import UUID

from django.db import models

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.domain.api_keys import ApiKey


class ApiKeyRow(models.Model):
    """A key, of which only a hash is stored."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=100)
    scopes = models.JSONField()
    key_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        """The table's name."""

        db_table = "api_keys"

    def __str__(self) -> str:
        """Name the row."""
        return self.name


class SqlApiKeys:
    """The keys that a transaction sees. A key is made and deleted, and never changed."""

    def __init__(self, session: Session) -> None:
        self._rows = ApiKeyRow.objects.using(session.alias)

    def add(self, api_key: ApiKey) -> None:
        """Store a new key."""
        self._rows.create(**vars(api_key))

    def get(self, key_id: UUID) -> ApiKey | None:
        """Return a key."""
        row = self._rows.filter(id=key_id).values().first()
        return None if row is None else ApiKey(**row)

    def delete(self, key_id: UUID) -> bool:
        """Delete a key, and tell whether there was one."""
        deleted, _ = self._rows.filter(id=key_id).delete()
        return bool(deleted)
{% if architecture == "hexagonal" %}

    def list_newest(self, limit: int, before: UUID | None) -> list[ApiKey]:
        """Return so many keys, the newest first: those made before the one with an id."""
        found = self._rows.order_by("-id")
        if before is not None:
            found = found.filter(id__lt=before)
        return [ApiKey(**row) for row in found.values()[:limit]]
{% endif %}
