"""The ways a mail leaves: onto the log in development, over SMTP where there is a server."""

{% if framework == "fastapi" %}
import asyncio
{% endif %}
import smtplib
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import parse_qs, unquote, urlsplit

import structlog

from {{ package_name }}.mail import Mail, Mailer
from {{ package_name }}.settings import Settings

SMTP_TIMEOUT = 5.0

log = structlog.get_logger(__name__)


class ConsoleMailer:
    """Writes each mail to the log."""

    {{ async_ }}def send(self, mail: Mail) -> None:
        """Log the mail."""
        log.info("mail", to=mail.to, subject=mail.subject, text=mail.text)


class SmtpMailer:
    """Sends each mail over a connection of its own (RFC 5321).

    Args:
        url: `smtp://[user:password@]host[:port][?starttls=true]`, or `smtps://` for TLS at once.
        sender: The address in `From`.
    """

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self._connect = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        self._host = parts.hostname or "localhost"
        self._port = parts.port or 0
        self._credentials = (unquote(parts.username or ""), unquote(parts.password or ""))
        self._starttls = parse_qs(parts.query).get("starttls") == ["true"]
        self._sender = sender

    {{ async_ }}def send(self, mail: Mail) -> None:
{% if framework == "fastapi" %}
        """Send the mail, in a thread; `smtplib.SMTPException` is an `OSError`."""
        await asyncio.to_thread(self._send, mail)

    def _send(self, mail: Mail) -> None:
{% else %}
        """Send the mail; `smtplib.SMTPException` is an `OSError`."""
{% endif %}
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{mail.id}@{self._sender.rpartition('@')[2]}>"
        message.set_content(mail.text)
        with self._connect(self._host, self._port, timeout=SMTP_TIMEOUT) as connection:
            if self._starttls:
                connection.starttls()
            if self._credentials[0]:
                connection.login(*self._credentials)
            connection.send_message(message, to_addrs=[mail.to])


def make_mailer(settings: Settings) -> Mailer:
    """Choose the mailer that the settings ask for."""
    if settings.smtp_url is None:
        return ConsoleMailer()
    return SmtpMailer(settings.smtp_url, settings.mail_from)
