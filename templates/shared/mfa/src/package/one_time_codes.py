"""Codes of one use: those of an authenticator app (TOTP, RFC 6238), and those kept for its loss.

The app's are computed here, by a few lines of two RFCs, and so without a library in the domain: a
code is to work once, for which the time step that it is of has to be known, and libraries tell only
whether it matches.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import quote, urlencode

from {{ package_name }}.errors import ConflictError, NotAuthenticatedError

ISSUER = "{{ project_slug }}"
SECRET_BYTES = 20  # as many as SHA-1 gives (RFC 4226, section 4, R6)
DIGITS = 6
STEP_SECONDS = 30
CLOCK_SKEW = 1  # steps that a clock may be ahead or behind (RFC 6238, section 5.2)
MAX_FAILURES = 100  # in a row; who guesses slowly, below every rate limit, ends here

RECOVERY_CODES = 10
RECOVERY_BYTES = 15  # 120 random bits: no search finds them, however fast the hash
GROUP = 6


class MfaRequiredError(NotAuthenticatedError):
    """The password is right, and the account wants a code too."""

    code = "mfa_required"
    message = "Send the code of your authenticator app too, or a recovery code."


class InvalidCodeError(NotAuthenticatedError):
    """The code is wrong, or has been used before; which, nobody learns."""

    code = "invalid_code"
    message = "The code is wrong or has been used."


class MfaEnabledError(ConflictError):
    """The account has a second factor already."""

    code = "mfa_enabled"
    message = "The account has a second factor; disable it first."


class MfaNotEnabledError(ConflictError):
    """There is no second factor that this could be done with."""

    code = "mfa_not_enabled"
    message = "The account has no second factor; start with an enrolment."


class SecretBox(Protocol):
    """Seals secrets that have to be read again."""

    def seal(self, secret: bytes) -> str:
        """Encrypt a secret."""
        ...

    def open(self, sealed: str) -> bytes | None:
        """Decrypt a secret; return nothing where its key is gone."""
        ...


@dataclass(frozen=True)
class GivenCode:
    """A code that came with a password, and what opens the secret that it is compared with."""

    code: str
    box: SecretBox


def new_secret() -> bytes:
    """Make the secret that an authenticator app computes its codes from."""
    return secrets.token_bytes(SECRET_BYTES)


def encode_secret(secret: bytes) -> str:
    """Write a secret as authenticator apps take it from the keyboard (base32, RFC 4648)."""
    return base64.b32encode(secret).decode()


def otpauth_uri(secret: bytes, email: str) -> str:
    """Write a secret as authenticator apps read it from a QR code (Key URI Format)."""
    parameters = {
        "secret": encode_secret(secret),
        "issuer": ISSUER,
        "algorithm": "SHA1",
        "digits": DIGITS,
        "period": STEP_SECONDS,
    }
    return f"otpauth://totp/{ISSUER}:{quote(email)}?{urlencode(parameters)}"


def totp(secret: bytes, step: int) -> str:
    """Compute the code of a time step (RFC 6238, section 4.2; RFC 4226, section 5.3)."""
    digest = hmac.digest(secret, step.to_bytes(8), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: bytes, code: str, moment: datetime, *, after: int) -> int | None:
    """Return the time step that a code is of, if it is near the moment and later than `after`."""
    present = int(moment.timestamp()) // STEP_SECONDS
    for step in range(max(present - CLOCK_SKEW, after + 1), present + CLOCK_SKEW + 1):
        if hmac.compare_digest(totp(secret, step).encode(), code.encode()):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Make codes for the day on which the authenticator app is lost."""
    return [_new_recovery_code() for _ in range(RECOVERY_CODES)]


def _new_recovery_code() -> str:
    code = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def hash_recovery_code(code: str) -> str:
    """Hash a recovery code, however it is typed (NIST SP 800-63B, section 5.1.2.2)."""
    return hashlib.sha256(code.replace("-", "").replace(" ", "").lower().encode()).hexdigest()
