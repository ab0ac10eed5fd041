"""Sealing secrets that have to be read again before they are stored."""

import base64
import hashlib

import structlog
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from {{ package_name }}.settings import Settings

log = structlog.get_logger(__name__)


class FernetBox:
    """Seals with a key made from `SECRET_KEY`, opens with those of `SECRET_KEY_FALLBACKS` too.

    Fernet encrypts and authenticates (AES in CBC mode, HMAC with SHA-256).
    """

    def __init__(self, settings: Settings) -> None:
        keys = [settings.secret_key, *settings.secret_key_fallbacks]
        self._fernet = MultiFernet([Fernet(_derive(key.get_secret_value())) for key in keys])

    def seal(self, secret: bytes) -> str:
        """Encrypt a secret."""
        return self._fernet.encrypt(secret).decode()

    def open(self, sealed: str) -> bytes | None:
        """Decrypt a secret; return nothing where its key is gone."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            log.warning("second_factor_key_gone")
            return None


def _derive(secret: str) -> bytes:
    """Derive the key that seals, so that the secret can serve other purposes too."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"second-factor:" + secret.encode()).digest())
