"""The table of browser sessions."""

from django.db import models

from {{ package_name }}.callers import Role


class BrowserSession(models.Model):
    """A session, known by the hash of its token. It speaks for the caller that logged in."""

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
