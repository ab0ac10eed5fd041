"""Idempotency keys in a table."""

import hashlib
from uuid import UUID

from django.db import IntegrityError, models, transaction

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.purging import purge_rows
from {{ package_name }}.application.ports.orders import (
    KEY_LIFE,
    Claim,
    IdempotencyKey,
    IdempotencyKeyReusedError,
)
from {{ package_name }}.clock import utc_now


class IdempotencyRecord(models.Model):
    """What a request with a key was, and which order it has placed."""

    pk = models.CompositePrimaryKey("owner_id", "key")
    owner_id = models.UUIDField()
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    response = models.TextField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        """The table's name."""

        db_table = "idempotency_records"

    def __str__(self) -> str:
        """Name the row."""
        return self.key


class SqlIdempotencyKeys:
    """The keys that a transaction may claim."""

    def __init__(self, session: Session) -> None:
        self._alias = session.alias
        self._rows = IdempotencyRecord.objects.using(session.alias)

    def claim(self, owner_id: UUID, key: IdempotencyKey, claim: Claim) -> Claim:
        """Claim a key, and return the first claim to it: this one, or an older one.

        The unique key makes the second of two that claim at once wait for the first.
        """
        self._rows.filter(owner_id=owner_id, created_at__lt=utc_now() - KEY_LIFE).delete()
        request_hash = hashlib.sha256(key.request.encode()).hexdigest()
        try:
            with transaction.atomic(using=self._alias):
                self._rows.create(
                    owner_id=owner_id,
                    key=key.name,
                    request_hash=request_hash,
                    response=str(claim.order_id),
                    created_at=claim.claimed_at,
                )
        except IntegrityError:
            first = self._rows.get(owner_id=owner_id, key=key.name)
            if first.request_hash != request_hash:
                raise IdempotencyKeyReusedError from None
            return Claim(UUID(first.response), first.created_at)
        return claim

    def purge(self, limit: int) -> int:
        """Delete up to so many that have expired and that nobody is at; return how many."""
        return purge_rows(self._rows.filter(created_at__lt=utc_now() - KEY_LIFE), limit)
