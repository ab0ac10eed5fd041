import pytest

from {{ package_name }}.cursors import Cursors, InvalidCursorError

QUERY = ["-created_at", None]


def test_a_cursor_gives_its_position_back() -> None:
    cursors = Cursors("secret")

    assert cursors.read(cursors.write(["2026-01-01", "42"], QUERY), QUERY) == ["2026-01-01", "42"]


def test_a_cursor_can_stand_in_a_url() -> None:
    assert Cursors("secret").write(["a b", "ü/?&"], QUERY).isascii()


@pytest.mark.parametrize("cursor", ["", "x", "W10.x", "é"])
def test_what_we_have_not_written_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursorError):
        Cursors("secret").read(cursor, QUERY)


def test_a_changed_cursor_is_refused() -> None:
    cursors = Cursors("secret")
    cursor = cursors.write(["2026-01-01"], QUERY)

    with pytest.raises(InvalidCursorError):
        cursors.read(f"A{cursor}", QUERY)


def test_a_cursor_signed_with_another_secret_is_refused() -> None:
    cursor = Cursors("another secret").write(["2026-01-01"], QUERY)

    with pytest.raises(InvalidCursorError):
        Cursors("secret").read(cursor, QUERY)


def test_a_cursor_of_another_query_is_refused() -> None:
    cursors = Cursors("secret")
    cursor = cursors.write(["2026-01-01"], QUERY)

    with pytest.raises(InvalidCursorError):
        cursors.read(cursor, ["created_at", None])
