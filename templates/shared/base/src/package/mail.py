"""The mail port."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Mail:
    """A plain text mail to one person.

    `id` is made of letters, digits, `.` and `-`, and is the same whenever the same mail is sent
    again: a process may die between sending one and recording it, and mail systems that drop
    duplicates know them by it.
    """

    id: str
    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Sends mail."""

    {{ async_ }}def send(self, mail: Mail) -> None:
        """Hand the mail over, or raise an `OSError` when nobody takes it."""
