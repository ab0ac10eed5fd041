import pytest

from {{ package_name }}.ids import new_id
from {{ package_name }}.sign_in_tokens import (
    hash_token,
    new_token,
    sign_in_of,
)


def test_tokens_are_stored_as_hashes_only() -> None:
    sign_in_id = new_id()
    token = new_token(sign_in_id)

    assert hash_token(token) == hash_token(token)
    assert token not in hash_token(token)
    assert hash_token(token) != hash_token(new_token(sign_in_id))


def test_a_token_names_its_sign_in() -> None:
    sign_in_id = new_id()

    assert sign_in_of(new_token(sign_in_id)) == sign_in_id


@pytest.mark.parametrize("token", ["", "x", ".secret"])
def test_what_is_no_token_names_none(token: str) -> None:
    assert sign_in_of(token) is None
