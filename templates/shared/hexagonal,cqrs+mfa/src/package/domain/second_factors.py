"""The second factor of an account."""

from dataclasses import dataclass, field
from uuid import UUID

from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.one_time_codes import (
    MAX_FAILURES,
    SecretBox,
    hash_recovery_code,
    matching_step,
    new_recovery_codes,
)


@dataclass(eq=False, kw_only=True)
class SecondFactor:
    """An authenticator app, and the recovery codes kept for its loss.

    It counts once it is confirmed: until then nobody knows whether the app has its secret.
    """

    user_id: UUID
    sealed_secret: str
    is_confirmed: bool = False
    last_step: int = 0
    failures: int = 0
    recovery_hashes: list[str] = field(default_factory=list)
    id: UUID = field(default_factory=new_id)

{% include "templates/shared/mfa/_parts/second_factor_rules.py" %}
