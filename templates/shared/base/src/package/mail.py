"""The mail port."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Mail:
    """A plain text mail to one person."""

    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Sends mail."""

    {{ async_ }}def send(self, mail: Mail) -> None:
        """Hand the mail over, or raise an `OSError` when nobody takes it."""
