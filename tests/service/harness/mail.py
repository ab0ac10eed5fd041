"""A real SMTP server that records mails, and can refuse one or keep it waiting."""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from .ports import free_port

ACCEPTED = "250 OK"
REFUSED = "451 Not now, try again later"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was accepted."""

    recipient: str
    message: EmailMessage


class Hold:
    """A mail that the server has read and does not answer yet: its sender is mid-flight."""

    def __init__(self) -> None:
        """Wait for the mail; nobody has sent it yet."""
        self._reached = Event()
        self._decided = Event()
        self._answer = ""

    def wait(self, within: float = 15) -> None:
        """Wait until the sender hangs."""
        assert self._reached.wait(within), f"no mail came within {within} s"

    def accept(self) -> None:
        """Answer that the mail is accepted."""
        self._decide(ACCEPTED)

    def refuse(self) -> None:
        """Answer that the mail is refused for now."""
        self._decide(REFUSED)

    async def answer(self) -> str:
        """Keep this SMTP dialogue, and no other, waiting until a test has decided."""
        self._reached.set()
        await asyncio.to_thread(self._decided.wait)
        return self._answer

    def _decide(self, answer: str) -> None:
        self._answer = self._answer or answer
        self._decided.set()


class Mailserver:
    """Accepts every mail, but for the recipients that a test has named."""

    def __init__(self) -> None:
        """Start on a free port of the loopback interface, in a thread."""
        self._mails: list[Mail] = []
        self._attempts: defaultdict[str, list[float]] = defaultdict(list)
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        self._refused: set[str] = set()
        self._holds: dict[str, Hold] = {}
        self._all_holds: list[Hold] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()

    @property
    def url(self) -> str:
        """The value of SMTP_URL."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def stop(self) -> None:
        """Close the port; whoever still waits is refused."""
        for hold in self._all_holds:
            hold.refuse()
        self._controller.stop()

    def refuse(self, recipient: str) -> None:
        """Refuse mails to this address from now on."""
        self._refused.add(recipient)

    def accept(self, recipient: str) -> None:
        """Accept mails to this address from now on."""
        self._refused.discard(recipient)

    def hold(self, recipient: str) -> Hold:
        """Keep the next mail to this address waiting."""
        hold = Hold()
        self._holds[recipient] = hold
        self._all_holds.append(hold)
        return hold

    def attempts(self, recipient: str) -> list[float]:
        """When mails to this address were tried, in seconds of the monotonic clock."""
        return list(self._attempts[recipient])

    def ids(self, recipient: str) -> set[str]:
        """The `Message-ID` of every mail to this address, refused ones among them."""
        return set(self._ids[recipient])

    def mails(self, recipient: str) -> list[Mail]:
        """The mails to this address that were accepted."""
        return [mail for mail in list(self._mails) if mail.recipient == recipient]

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Answer a mail as the test wants it, and record it when it was accepted."""
        recipient = envelope.rcpt_tos[0]
        content = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        self._attempts[recipient].append(time.monotonic())
        self._ids[recipient].add(content["Message-ID"])
        hold = self._holds.pop(recipient, None)
        if hold is not None:
            answer = await hold.answer()
        else:
            answer = REFUSED if recipient in self._refused else ACCEPTED
        if answer == ACCEPTED:
            self._mails.append(Mail(recipient, content))
        return answer
