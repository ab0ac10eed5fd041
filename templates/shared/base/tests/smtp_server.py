"""A mail server on the loopback address that keeps what it is sent."""

import base64
import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage


class SmtpServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP (RFC 5321) as a client needs to hand a mail over."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails: list[EmailMessage] = []
        self.logins: list[tuple[str, str]] = []
        self.accepts = True

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.server_address[1]}"


class _Session(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        self._say(220, "ready")
        for line in self.rfile:
            command, _, rest = line.decode("latin-1").strip().partition(" ")
            match command.upper():
                case "EHLO":
                    self.wfile.write(b"250-localhost\r\n250 AUTH PLAIN\r\n")
                case "AUTH":
                    _, user, password = base64.b64decode(rest.split()[1]).decode().split("\0")
                    self.server.logins.append((user, password))
                    self._say(235, "welcome")
                case "DATA" if not self.server.accepts:
                    self._say(451, "not now")
                case "DATA":
                    self._say(354, "go on")
                    self.server.mails.append(self._read_mail())
                    self._say(250, "taken")
                case "QUIT":
                    self._say(221, "bye")
                    return
                case _:
                    self._say(250, "ok")

    def _say(self, code: int, text: str) -> None:
        self.wfile.write(f"{code} {text}\r\n".encode())

    def _read_mail(self) -> EmailMessage:
        lines = iter(self.rfile.readline, b".\r\n")
        content = b"".join(lines).replace(b"\r\n", b"\n")
        return email.message_from_bytes(content, policy=email.policy.default)


@contextmanager
def smtp_server() -> Iterator[SmtpServer]:
    """Run a mail server in a thread."""
    with SmtpServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
