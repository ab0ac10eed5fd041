from unittest.mock import patch

from django.contrib.auth.hashers import Argon2PasswordHasher

from {{ package_name }}.adapters.security.passwords import Passwords

PASSWORD = "correct horse battery"


def test_a_password_matches_its_hash() -> None:
    passwords = Passwords()

    assert passwords.verify(PASSWORD, passwords.hash(PASSWORD))


def test_another_password_does_not() -> None:
    passwords = Passwords()

    assert not passwords.verify("another password", passwords.hash(PASSWORD))


def test_the_hash_is_argon2id() -> None:
    assert Passwords().hash(PASSWORD).startswith("argon2$argon2id$")


def test_nothing_matches_where_there_is_no_hash() -> None:
    assert not Passwords().verify("nobody has this password", None)


def test_what_is_no_hash_does_not_match() -> None:
    assert not Passwords().verify(PASSWORD, "no hash")


def test_a_hash_of_another_cost_is_outdated() -> None:
    passwords = Passwords()
    password_hash = passwords.hash(PASSWORD)

    assert not passwords.is_outdated(password_hash)
    with patch.object(Argon2PasswordHasher, "time_cost", 3):
        assert passwords.is_outdated(password_hash)
