"""One route to read from and one to write to in every combination that has an API."""

from dataclasses import dataclass

import httpx2

from .accounts import unique_email
from .orders import Body, draft


@dataclass(frozen=True, slots=True)
class Probe:
    """A GET and a POST route below /api/v1 for tests of what holds on all routes."""

    client: httpx2.Client
    reading: str
    writing: str

    def body(self) -> Body:
        """Return a valid body for the POST route."""
        if self.writing == "/orders":
            return draft()
        if self.writing == "/api-keys":
            return {"name": "probe", "scopes": ["orders:read"]}
        return {"email": unique_email(), "password": "correct horse battery"}
