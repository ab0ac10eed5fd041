"""The table of API keys."""

from django.db import models

from {{ package_name }}.clock import utc_now


class ApiKey(models.Model):
    """A key, of which only a hash is stored. Its id is also that of the caller it speaks for."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=100)
    scopes = models.JSONField()
    key_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=utc_now)

    class Meta:
        """The table's name."""

        db_table = "api_keys"

    def __str__(self) -> str:
        """Name the row."""
        return self.name
