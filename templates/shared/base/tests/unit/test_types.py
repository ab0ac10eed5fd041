from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from {{ package_name }}.web.types import EmailAddress, UtcTimestamp

timestamps: TypeAdapter[datetime] = TypeAdapter(UtcTimestamp)
emails: TypeAdapter[str] = TypeAdapter(EmailAddress)


def test_a_time_of_any_zone_is_read_as_utc() -> None:
    time = timestamps.validate_python("2026-07-01T12:00:00+02:00")

    assert time == datetime(2026, 7, 1, 10, tzinfo=UTC)


def test_a_time_is_written_with_a_z() -> None:
    time = datetime(2026, 7, 1, 10, tzinfo=UTC)

    assert timestamps.dump_json(time) == b'"2026-07-01T10:00:00.000000Z"'


@pytest.mark.parametrize("text", ["2026-07-01T12:00:00", "0001-01-01T00:00:00+01:00", "noon"])
def test_a_time_that_is_no_moment_in_utc_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        timestamps.validate_python(text)


@pytest.mark.parametrize("text", ["ada@example.com", "a.b+c@sub.example.co", "o'hara@example.org"])
def test_an_email_is_taken_as_it_is(text: str) -> None:
    assert emails.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "ada", "ada@", "@example.com", "ada@localhost", "ada@-a.com", "a b@c.de", "ada@c.de\n"],
)
def test_what_is_no_email_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        emails.validate_python(text)
