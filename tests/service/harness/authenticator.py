"""An authenticator app: what it shows, computed by the RFCs and not by the service's code."""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass

from .polling import eventually

STEP = 30
REST = 8
"""Seconds that have to be left of a step for a test to begin in it."""


@dataclass(frozen=True, slots=True)
class Authenticator:
    """An app that has been given a secret in base32 (RFC 4648)."""

    secret: str

    @property
    def key(self) -> bytes:
        """The secret as it is computed with."""
        return base64.b32decode(self.secret)

    def code(self, steps: int = 0) -> str:
        """Return the code of this moment, or of so many steps later (RFC 6238, section 4.2)."""
        counter = struct.pack(">Q", int(time.time()) // STEP + steps)
        mac = hmac.new(self.key, counter, hashlib.sha1).digest()
        start = mac[19] & 0xF
        (number,) = struct.unpack_from(">I", mac, start)
        return str((number & 0x7FFF_FFFF) % 1_000_000).zfill(6)

    def wrong(self) -> str:
        """Return a code that the app shows neither now nor a minute before or after."""
        near = {self.code(steps) for steps in range(-2, 3)}
        return next(code for code in map("{:06}".format, range(6)) if code not in near)


def settle() -> None:
    """Wait until the codes of the moment stay what they are for a while."""
    eventually(lambda: STEP - time.time() % STEP > REST, within=REST + 1)
