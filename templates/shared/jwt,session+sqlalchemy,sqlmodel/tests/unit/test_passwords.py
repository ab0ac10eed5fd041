import pytest
from argon2 import PasswordHasher

from {{ package_name }}.adapters.security.passwords import Passwords


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords()


{{ async_ }}def test_a_password_is_recognised(passwords: Passwords) -> None:
    stored = {{ await_ }}passwords.hash("correct horse battery")

    assert {{ await_ }}passwords.verify("correct horse battery", stored)


{{ async_ }}def test_another_password_is_not(passwords: Passwords) -> None:
    stored = {{ await_ }}passwords.hash("correct horse battery")

    assert not {{ await_ }}passwords.verify("correct horse", stored)


{{ async_ }}def test_nothing_is_stored_that_shows_the_password(passwords: Passwords) -> None:
    stored = {{ await_ }}passwords.hash("correct horse battery")

    assert stored.startswith("$argon2id$")
    assert "horse" not in stored


{{ async_ }}def test_nobody_has_the_password_that_stands_in_for_none(passwords: Passwords) -> None:
    assert not {{ await_ }}passwords.verify("nobody has this password", None)


{{ async_ }}def test_a_damaged_hash_matches_nothing(passwords: Passwords) -> None:
    assert not {{ await_ }}passwords.verify("correct horse battery", "damaged")


{{ async_ }}def test_a_hash_made_at_another_cost_is_outdated(passwords: Passwords) -> None:
    former = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)

    assert passwords.is_outdated(former.hash("correct horse battery"))
    assert not passwords.is_outdated({{ await_ }}passwords.hash("correct horse battery"))
