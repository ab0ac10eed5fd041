import pytest

from {{ package_name }}.cursors import Cursors, InvalidCursorError
from {{ package_name }}.settings import Settings

QUERY = ["-created_at", None]


def make_cursors(secret: str = "secret", fallbacks: str = "") -> Cursors:
    values = {"secret_key": secret, "secret_key_fallbacks": fallbacks}
    return Cursors(Settings.model_validate(values))


def test_a_cursor_gives_its_position_back() -> None:
    cursors = make_cursors()

    assert cursors.read(cursors.write(["2026-01-01", "42"], QUERY), QUERY) == ["2026-01-01", "42"]


def test_a_cursor_can_stand_in_a_url() -> None:
    assert make_cursors().write(["a b", "ü/?&"], QUERY).isascii()


@pytest.mark.parametrize("cursor", ["", "x", "W10.x", "é"])
def test_what_we_have_not_written_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursorError):
        make_cursors().read(cursor, QUERY)


def test_a_changed_cursor_is_refused() -> None:
    cursors = make_cursors()
    cursor = cursors.write(["2026-01-01"], QUERY)

    with pytest.raises(InvalidCursorError):
        cursors.read(f"A{cursor}", QUERY)


def test_a_cursor_signed_with_another_secret_is_refused() -> None:
    cursor = make_cursors("another secret").write(["2026-01-01"], QUERY)

    with pytest.raises(InvalidCursorError):
        make_cursors().read(cursor, QUERY)


def test_a_cursor_signed_with_a_former_secret_is_read() -> None:
    cursor = make_cursors("former secret").write(["2026-01-01"], QUERY)

    cursors = make_cursors("secret", fallbacks="other secret,former secret")

    assert cursors.read(cursor, QUERY) == ["2026-01-01"]


def test_a_cursor_of_another_query_is_refused() -> None:
    cursors = make_cursors()
    cursor = cursors.write(["2026-01-01"], QUERY)

    with pytest.raises(InvalidCursorError):
        cursors.read(cursor, ["created_at", None])
