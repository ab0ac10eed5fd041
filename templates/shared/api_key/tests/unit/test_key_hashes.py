import hashlib
import hmac

import pytest

from {{ package_name }}.adapters.security.key_hashes import KeyHashes
from {{ package_name }}.api_key_rules import new_key
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import Settings

KEY = new_key(new_id())
OLD, NEW = "the-old-secret-of-this-service", "the-new-secret-of-this-service"


def key_hashes(secret: str = OLD, fallbacks: str = "") -> KeyHashes:
    values = {"secret_key": secret, "secret_key_fallbacks": fallbacks}
    return KeyHashes(Settings.model_validate(values))


def test_a_key_matches_its_hash_and_no_other() -> None:
    key_hash = key_hashes().hash(KEY)

    assert key_hashes().matches(KEY, key_hash)
    assert not key_hashes().matches(new_key(new_id()), key_hash)


def test_nothing_matches_where_there_is_no_hash() -> None:
    assert not key_hashes().matches(KEY, None)


def test_without_the_secret_nobody_can_make_a_hash() -> None:
    assert not key_hashes().matches(KEY, hashlib.sha256(KEY.encode()).hexdigest())


def test_a_key_matches_while_its_secret_is_a_fallback() -> None:
    key_hash = key_hashes(OLD).hash(KEY)

    assert key_hashes(NEW, fallbacks=OLD).matches(KEY, key_hash)
    assert not key_hashes(NEW).matches(KEY, key_hash)


def test_the_newest_secret_hashes() -> None:
    assert key_hashes(NEW, fallbacks=OLD).hash(KEY) == key_hashes(NEW).hash(KEY)


def test_a_key_that_nobody_knows_is_compared_as_often_as_a_known_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hashes = key_hashes(NEW, fallbacks=OLD)
    known = hashes.hash(KEY)
    compare_digest, compared = hmac.compare_digest, list[int]()

    def count(left: str, right: str) -> bool:
        compared.append(len(right))
        return compare_digest(left, right)

    monkeypatch.setattr(hmac, "compare_digest", count)
    hashes.matches(KEY, known)
    hashes.matches(KEY, None)

    assert compared == [64] * 4
