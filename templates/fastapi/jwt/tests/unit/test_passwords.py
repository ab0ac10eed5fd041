import asyncio
import threading

import pytest
from argon2 import PasswordHasher

from {{ package_name }}.adapters.security import passwords as passwords_module
from {{ package_name }}.adapters.security.passwords import Passwords


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords()


async def test_a_password_is_recognised(passwords: Passwords) -> None:
    stored = await passwords.hash("correct horse battery")

    assert await passwords.verify("correct horse battery", stored)


async def test_another_password_is_not(passwords: Passwords) -> None:
    stored = await passwords.hash("correct horse battery")

    assert not await passwords.verify("correct horse", stored)


async def test_nothing_is_stored_that_shows_the_password(passwords: Passwords) -> None:
    stored = await passwords.hash("correct horse battery")

    assert stored.startswith("$argon2id$")
    assert "horse" not in stored


async def test_nobody_has_the_password_that_stands_in_for_none(passwords: Passwords) -> None:
    assert not await passwords.verify("nobody has this password", None)


async def test_a_damaged_hash_matches_nothing(passwords: Passwords) -> None:
    assert not await passwords.verify("correct horse battery", "damaged")


async def test_a_hash_made_at_another_cost_is_outdated(passwords: Passwords) -> None:
    former = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)

    assert passwords.is_outdated(former.hash("correct horse battery"))
    assert not passwords.is_outdated(await passwords.hash("correct horse battery"))


async def test_the_event_loop_goes_on_while_a_password_is_hashed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = threading.Event()

    class Hasher:
        def hash(self, password: str) -> str:
            go_on.wait(timeout=5)
            return f"hash of {password}"

    monkeypatch.setattr(passwords_module, "PasswordHasher", Hasher)
    go_on.set()
    passwords = Passwords()
    go_on.clear()

    hashing = asyncio.create_task(passwords.hash("correct horse battery"))
    await asyncio.sleep(0)
    assert not hashing.done()
    go_on.set()

    assert await hashing == "hash of correct horse battery"
