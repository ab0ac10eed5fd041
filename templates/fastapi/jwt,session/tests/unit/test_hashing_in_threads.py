import asyncio
import threading

import pytest

from {{ package_name }}.adapters.security import passwords as passwords_module
from {{ package_name }}.adapters.security.passwords import Passwords


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
