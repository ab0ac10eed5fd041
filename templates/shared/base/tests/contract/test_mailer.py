import ssl
from collections.abc import Iterator
from smtplib import SMTPException

import pytest
from structlog.testing import capture_logs

from {{ package_name }}.adapters.mail import make_mailer
from {{ package_name }}.mail import Mail
from {{ package_name }}.settings import Settings

from tests.smtp_server import SmtpServer, smtp_server

SENDER = "service@example.com"
MAIL = Mail("tea.1", to="ada@example.com", subject="Grüße", text="Your tea is on its way.\n")


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


def settings(smtp_url: str | None) -> Settings:
    return Settings.model_validate({"smtp_url": smtp_url, "mail_from": SENDER})


{{ async_ }}def test_without_a_server_a_mail_goes_to_the_log() -> None:
    with capture_logs() as lines:
        {{ await_ }}make_mailer(settings(None)).send(MAIL)

    assert [(line["to"], line["subject"]) for line in lines] == [(MAIL.to, MAIL.subject)]


{{ async_ }}def test_a_server_receives_the_mail(server: SmtpServer) -> None:
    {{ await_ }}make_mailer(settings(f"smtp://{server.url}")).send(MAIL)

    (mail,) = server.mails
    assert (mail["From"], mail["To"]) == (SENDER, MAIL.to)
    assert (mail["Subject"], mail.get_content()) == (MAIL.subject, MAIL.text)


{{ async_ }}def test_a_mail_that_is_sent_again_can_be_recognised(server: SmtpServer) -> None:
    mailer = make_mailer(settings(f"smtp://{server.url}"))

    {{ await_ }}mailer.send(MAIL)
    {{ await_ }}mailer.send(MAIL)

    assert [mail["Message-ID"] for mail in server.mails] == ["<tea.1@example.com>"] * 2


{{ async_ }}def test_the_user_in_the_url_signs_in(server: SmtpServer) -> None:
    {{ await_ }}make_mailer(settings(f"smtp://ada:p%40ss@{server.url}")).send(MAIL)

    assert server.logins == [("ada", "p@ss")]


{{ async_ }}def test_no_mail_goes_out_in_the_clear_where_tls_is_asked_for(server: SmtpServer) -> None:
    mailer = make_mailer(settings(f"smtp://{server.url}?starttls=true"))

    with pytest.raises(SMTPException):
        {{ await_ }}mailer.send(MAIL)

    assert server.mails == []


{{ async_ }}def test_smtps_speaks_tls_from_the_first_byte(server: SmtpServer) -> None:
    mailer = make_mailer(settings(f"smtps://{server.url}"))

    with pytest.raises(ssl.SSLError):
        {{ await_ }}mailer.send(MAIL)

    assert server.mails == []


{{ async_ }}def test_a_server_that_is_down_is_an_os_error() -> None:
    with smtp_server() as server:
        closed = server.url

    with pytest.raises(OSError, match="refused"):
        {{ await_ }}make_mailer(settings(f"smtp://{closed}")).send(MAIL)
