{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""Idempotency keys in a table."""

import hashlib
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.idempotency_records import IdempotencyRecord
from {{ package_name }}.application.ports.orders import (
    KEY_LIFE,
    Claim,
    IdempotencyKey,
    IdempotencyKeyReusedError,
)
from {{ package_name }}.clock import utc_now


class SqlIdempotencyKeys:
    """The keys that a transaction may claim."""

    def __init__(self, session: Session) -> None:
        self._session = session

    {{ async_ }}def claim(self, owner_id: UUID, key: IdempotencyKey, claim: Claim) -> Claim:
        """Claim a key, and return the first claim to it: this one, or an older one.

        The unique key makes the second of two that claim at once wait for the first.
        """
        {{ await_ }}self._forget_old_keys(owner_id)
        record = IdempotencyRecord(
            owner_id=owner_id,
            key=key.name,
            request_hash=hashlib.sha256(key.request.encode()).hexdigest(),
            response=str(claim.order_id),
            created_at=claim.claimed_at,
        )
        try:
            {{ async_ }}with self._session.begin_nested():
                self._session.add(record)
        except IntegrityError:
            first = {{ await_ }}self._session.get_one(IdempotencyRecord, (owner_id, key.name))
            if first.request_hash != record.request_hash:
                raise IdempotencyKeyReusedError from None
            return Claim(UUID(first.response), first.created_at)
        return claim

    {{ async_ }}def _forget_old_keys(self, owner_id: UUID) -> None:
        {{ await_ }}self._session.execute(
            delete(IdempotencyRecord).where(
                {{ col("IdempotencyRecord.owner_id") }} == owner_id,
                {{ col("IdempotencyRecord.created_at") }} < utc_now() - KEY_LIFE,
            )
        )
