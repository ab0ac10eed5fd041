from {{ package_name }}.adapters.secret_box import FernetBox
from {{ package_name }}.settings import Settings

SECRET = b"12345678901234567890"


def box_of(key: str, *fallbacks: str) -> FernetBox:
    return FernetBox(Settings(secret_key=key, secret_key_fallbacks=list(fallbacks)))


def test_a_secret_comes_back() -> None:
    box = box_of("one")

    assert box.open(box.seal(SECRET)) == SECRET


def test_what_is_sealed_shows_nothing() -> None:
    box = box_of("one")

    assert SECRET.decode() not in box.seal(SECRET)
    assert box.seal(SECRET) != box.seal(SECRET)


def test_a_former_key_opens_while_it_is_a_fallback() -> None:
    sealed = box_of("one").seal(SECRET)

    assert box_of("two", "one").open(sealed) == SECRET


def test_what_is_sealed_anew_needs_the_former_key_no_more() -> None:
    assert box_of("two").open(box_of("two", "one").seal(SECRET)) == SECRET


def test_without_its_key_nothing_is_opened() -> None:
    assert box_of("two").open(box_of("one").seal(SECRET)) is None


def test_a_damaged_secret_is_not_opened() -> None:
    assert box_of("one").open("damaged") is None
