{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""What changes API keys."""

from uuid import UUID

from sqlalchemy import delete
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.security.key_hashes import KeyHashes
from {{ package_name }}.api_key_rules import Grant, new_key
from {{ package_name }}.auth.models import ApiKey
from {{ package_name }}.callers import Scope
from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.ids import new_id


{{ async_ }}def create_key(
    database: Database, hashes: KeyHashes, grant: Grant, own: frozenset[Scope]
) -> tuple[ApiKey, str]:
    """Make a key, and return it with the text that its owner sends.

    Args:
        database: Where it is stored.
        hashes: What it is stored as.
        grant: What it allows.
        own: What whoever makes it may do.

    Raises:
        ForbiddenError: It would allow more than that.
    """
    grant.check_against(own)
    key_id = new_id()
    key = new_key(key_id)
    api_key = ApiKey(
        id=key_id,
        name=grant.name,
        scopes=sorted(grant.scopes),
        key_hash=hashes.hash(key),
        expires_at=grant.expires_at,
    )
    {{ async_ }}with database.transaction() as session:
        session.add(api_key)
    return api_key, key


{{ async_ }}def revoke_key(database: Database, key_id: UUID) -> None:
    """Revoke a key, which works no more from then on.

    Raises:
        NotFoundError: There is no such key.
    """
    found = delete(ApiKey).where({{ col("ApiKey.id") }} == key_id).returning({{ col("ApiKey.id") }})
    {{ async_ }}with database.transaction() as session:
        if {{ await_ }}session.scalar(found) is None:
            raise NotFoundError
