"""The table of dead letters."""

from django.db import models

from {{ package_name }}.jobs import Job


class DeadLetter(models.Model):
    """A job that has failed for the last time, or that its process had to give back."""

    id = models.UUIDField(primary_key=True)
    job = models.CharField(max_length=100)
    arguments = models.JSONField()
    request_id = models.CharField(max_length=128)
    attempts = models.IntegerField()
    error = models.TextField()
    failed_at = models.DateTimeField()

    class Meta:
        """The table's name."""

        db_table = "dead_letters"

    def __str__(self) -> str:
        """Name the row."""
        return self.job

    def to_job(self) -> Job:
        """Make the job again, as it was enqueued."""
        return Job(self.job, self.arguments, self.request_id)
