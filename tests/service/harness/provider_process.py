"""A real identity provider, Django OAuth Toolkit, in a process of its own."""

import secrets
import sys
from pathlib import Path

import httpx2

from .polling import eventually
from .ports import free_port
from .process import Process
from .project import surroundings

PROGRAM = Path(__file__).parent / "provider" / "serve.py"
AUDIENCE = "https://shop.example/api"
PASSWORD = "correct horse battery"
USER, ADMIN = "ada", "root"


class Provider:
    """A provider with two accounts, and one client that sends its browsers back to a callback."""

    def __init__(self, directory: Path, callback: str) -> None:
        """Start the provider and wait until it answers."""
        port = free_port()
        self.client_id, self.client_secret = "corner-shop", secrets.token_urlsafe()
        self.issuer = f"http://127.0.0.1:{port}/o"
        self.process = Process(
            [sys.executable, str(PROGRAM)],
            cwd=directory,
            env=surroundings()
            | {
                "PROVIDER_PORT": str(port),
                "PROVIDER_ISSUER": self.issuer,
                "PROVIDER_AUDIENCE": AUDIENCE,
                "PROVIDER_CALLBACK": callback,
                "PROVIDER_CLIENT": f"{self.client_id} {self.client_secret}",
                "PROVIDER_ACCOUNTS": f"{USER} {ADMIN}",
                "PROVIDER_PASSWORD": PASSWORD,
            },
            log=directory / "provider",
        )
        eventually(self._answers, within=60)

    @property
    def settings(self) -> dict[str, str]:
        """The settings of a service that trusts it."""
        return {
            "OIDC_ISSUER": self.issuer,
            "OIDC_AUDIENCE": AUDIENCE,
            "OIDC_CLIENT_ID": self.client_id,
            "OIDC_CLIENT_SECRET": self.client_secret,
        }

    def access_token(self, name: str, scope: str) -> str:
        """Return an access token of an account, as a program of theirs would ask for it."""
        response = httpx2.post(
            f"{self.issuer}/token/",
            data={
                "grant_type": "password",
                "username": name,
                "password": PASSWORD,
                "scope": scope,
            },
            auth=("program", self.client_secret),
            trust_env=False,
        )
        assert response.status_code == httpx2.codes.OK, response.text
        token: str = response.json()["access_token"]
        return token

    def stop(self) -> None:
        """End the process."""
        self.process.stop()

    def _answers(self) -> bool:
        assert self.process.exit_code is None, self.process.tail
        try:
            url = f"{self.issuer}/.well-known/openid-configuration"
            return httpx2.get(url, trust_env=False).is_success
        except httpx2.TransportError:
            return False
