from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from {{ package_name }}.one_time_codes import (
    encode_secret,
    hash_recovery_code,
    matching_step,
    new_recovery_codes,
    new_secret,
    otpauth_uri,
    totp,
)

RFC_SECRET = b"12345678901234567890"
STEP = timedelta(seconds=30)
NOW = datetime(2026, 1, 31, 12, 0, 10, tzinfo=UTC)
PRESENT = int(NOW.timestamp()) // 30


@pytest.mark.parametrize(
    ("counter", "code"),
    [
        (0, "755224"),
        (1, "287082"),
        (2, "359152"),
        (3, "969429"),
        (4, "338314"),
        (5, "254676"),
        (6, "287922"),
        (7, "162583"),
        (8, "399871"),
        (9, "520489"),
    ],
)
def test_codes_are_those_of_rfc_4226(counter: int, code: str) -> None:
    assert totp(RFC_SECRET, counter) == code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    """The last six of the eight digits in its appendix B."""
    moment = datetime.fromtimestamp(seconds, UTC)

    assert totp(RFC_SECRET, seconds // 30) == code
    assert matching_step(RFC_SECRET, code, moment, after=0) == seconds // 30


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_a_step_ahead_or_behind(steps: int) -> None:
    code = totp(RFC_SECRET, PRESENT)

    assert matching_step(RFC_SECRET, code, NOW + steps * STEP, after=0) == PRESENT


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_may_not_be_two_steps_ahead_or_behind(steps: int) -> None:
    code = totp(RFC_SECRET, PRESENT)

    assert matching_step(RFC_SECRET, code, NOW + steps * STEP, after=0) is None


@pytest.mark.parametrize("after", [PRESENT, PRESENT + 1])
def test_a_step_counts_once_and_none_before_it(after: int) -> None:
    assert matching_step(RFC_SECRET, totp(RFC_SECRET, PRESENT), NOW, after=after) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "not a code", "\u0661\u0662"])
def test_what_is_no_code_matches_nothing(code: str) -> None:
    assert matching_step(RFC_SECRET, code, NOW, after=0) is None


def test_secrets_are_as_long_as_the_hash_and_each_is_another() -> None:
    assert len(new_secret()) == 20
    assert new_secret() != new_secret()


def test_a_secret_can_be_typed() -> None:
    assert encode_secret(RFC_SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def test_the_uri_says_what_an_app_needs() -> None:
    uri = urlsplit(otpauth_uri(RFC_SECRET, "ada+tea@example.com"))

    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert uri.path == "/{{ project_slug }}:ada%2Btea%40example.com"
    assert parse_qs(uri.query) == {
        "secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
        "issuer": ["{{ project_slug }}"],
        "algorithm": ["SHA1"],
        "digits": ["6"],
        "period": ["30"],
    }


def test_there_are_ten_recovery_codes_of_120_bits() -> None:
    codes = new_recovery_codes()

    assert len(set(codes)) == 10
    assert {len(code.replace("-", "")) for code in codes} == {24}


def test_a_recovery_code_is_known_however_it_is_typed() -> None:
    (code, *_) = new_recovery_codes()

    typed = code.upper().replace("-", " ")

    assert hash_recovery_code(typed) == hash_recovery_code(code)
    assert code not in hash_recovery_code(code)
