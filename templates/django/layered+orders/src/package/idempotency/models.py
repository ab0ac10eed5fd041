"""The table of idempotency keys."""

from django.db import models

from {{ package_name }}.clock import utc_now


class IdempotencyRecord(models.Model):
    """What a request with a key was, and what it was answered."""

    pk = models.CompositePrimaryKey("owner_id", "key")
    owner_id = models.UUIDField()
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    response = models.TextField(default="")
    created_at = models.DateTimeField(default=utc_now, db_index=True)

    class Meta:
        """The table's name."""

        db_table = "idempotency_records"

    def __str__(self) -> str:
        """Name the row."""
        return self.key
