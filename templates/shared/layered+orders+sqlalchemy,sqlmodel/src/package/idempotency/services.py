{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""Claiming a key."""

import hashlib
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import UnprocessableError
from {{ package_name }}.idempotency.models import IdempotencyRecord

KEY_LIFE = timedelta(hours=24)


class IdempotencyKeyReusedError(UnprocessableError):
    """The key came with another body before."""

    code = "idempotency_key_reused"
    message = "This idempotency key belongs to another request."


{{ async_ }}def claim(session: Session, owner_id: UUID, key: str, request: str) -> IdempotencyRecord:
    """Claim a key for a request, in the transaction that carries the request out.

    Of two at once the second waits here until the first has committed, and then finds its record.

    Returns:
        The record. Its `response` is empty when the request is new, and then to be filled in.

    Raises:
        IdempotencyKeyReusedError: The key came with another request in the last 24 hours.
    """
    request_hash = hashlib.sha256(request.encode()).hexdigest()
    identity = (owner_id, key)
    {{ await_ }}session.execute(
        delete(IdempotencyRecord).where(
            {{ col("IdempotencyRecord.owner_id") }} == owner_id,
            {{ col("IdempotencyRecord.created_at") }} < utc_now() - KEY_LIFE,
        )
    )
    record = IdempotencyRecord(owner_id=owner_id, key=key, request_hash=request_hash)
    try:
        {{ async_ }}with session.begin_nested():
            session.add(record)
    except IntegrityError:
        record = {{ await_ }}session.get_one(IdempotencyRecord, identity)
    if record.request_hash != request_hash:
        raise IdempotencyKeyReusedError
    return record
