"""Accounts as they are shown, and where queries find them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class AccountView:
    """An account as its owner sees it."""

    id: UUID
    email: str
    role: str
    created_at: datetime


class AccountViews(Protocol):
    """What queries read."""

    {{ async_ }}def get(self, user_id: UUID) -> AccountView | None:
        """Return an account, unless it is disabled or gone."""
