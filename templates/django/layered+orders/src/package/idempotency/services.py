"""Claiming a key, and deleting those that live no more."""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from {{ package_name }}.adapters.database.purging import purge_rows
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import UnprocessableError
from {{ package_name }}.idempotency.models import IdempotencyRecord

KEY_LIFE = timedelta(hours=24)


class IdempotencyKeyReusedError(UnprocessableError):
    """The key came with another body before."""

    code = "idempotency_key_reused"
    message = "This idempotency key belongs to another request."


def claim(owner_id: UUID, key: str, request: str) -> IdempotencyRecord:
    """Claim a key for a request, in the transaction that carries the request out.

    Of two at once the second waits here until the first has committed, and then finds its record.

    Returns:
        The record. Its `response` is empty when the request is new, and then to be filled in.

    Raises:
        IdempotencyKeyReusedError: The key came with another request in the last 24 hours.
    """
    request_hash = hashlib.sha256(request.encode()).hexdigest()
    records = IdempotencyRecord.objects
    records.filter(owner_id=owner_id, created_at__lt=utc_now() - KEY_LIFE).delete()
    try:
        with transaction.atomic():
            record = records.create(owner_id=owner_id, key=key, request_hash=request_hash)
    except IntegrityError:
        record = records.get(owner_id=owner_id, key=key)
    if record.request_hash != request_hash:
        raise IdempotencyKeyReusedError
    return record


def purge(limit: int) -> int:
    """Delete up to so many records that are too old, and return how many there were."""
    expired = IdempotencyRecord.objects.filter(created_at__lt=utc_now() - KEY_LIFE)
    return purge_rows(expired, limit)
