"""Accounts with a second factor, and the codes of their apps."""

import base64
from dataclasses import dataclass
from uuid import UUID

from httpx2 import Response

from {{ package_name }}.clock import utc_now
from {{ package_name }}.one_time_codes import STEP_SECONDS, totp

from tests.e2e.callers import authorization
from tests.e2e.serving import App, Client
from tests.e2e.tables import change

AUTH = "/api/v1/auth"
MFA = f"{AUTH}/mfa"
SIGN_IN = f"{AUTH}/{{ "token" if auth == "jwt" else "login" }}"
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Protected:
    """An account with a second factor, and who speaks for it."""

    email: str
    secret: bytes
    recovery_codes: list[str]
    headers: dict[str, str]


def code_of(secret: bytes, steps: int = 0) -> str:
    """Return what the app shows now, or shows so many steps later."""
    return totp(secret, int(utc_now().timestamp()) // STEP_SECONDS + steps)


{{ async_ }}def forget_steps(app: App) -> None:
    """Let the code of this moment count again, as if half a minute had passed."""
    {{ await_ }}change(app, "second_factors", last_step=0)


{{ async_ }}def register(app: App, client: Client, email: str) -> dict[str, str]:
    """Register an account, and return the headers of its owner."""
    account = {"email": email, "password": PASSWORD}
    response = {{ await_ }}client.post(f"{AUTH}/register", json=account)
    return authorization(app, user_id=UUID(response.json()["id"]))


{{ async_ }}def enrol(client: Client, headers: dict[str, str]) -> bytes:
    """Begin an enrolment, and return the secret."""
    enrolment = ({{ await_ }}client.post(MFA, headers=headers)).json()
    return base64.b32decode(enrolment["secret"])


{{ async_ }}def post(client: Client, path: str, headers: dict[str, str], code: str) -> Response:
    """Send a code to one of the routes of second factors."""
    return {{ await_ }}client.post(f"{MFA}/{path}", headers=headers, json={"code": code})


{{ async_ }}def protect(app: App, client: Client, email: str = "ada@example.com") -> Protected:
    """Make an account with a second factor; the code of this moment still works."""
    headers = {{ await_ }}register(app, client, email)
    secret = {{ await_ }}enrol(client, headers)
    codes = ({{ await_ }}post(client, "confirm", headers, code_of(secret))).json()["recovery_codes"]
    {{ await_ }}forget_steps(app)
    return Protected(email, secret, codes, headers)


{{ async_ }}def sign_in(
    client: Client, email: str, code: str | None = None, password: str = PASSWORD
) -> Response:
    """Sign in, with a code or without."""
    body = {"email": email, "password": password} | ({} if code is None else {"code": code})
    return {{ await_ }}client.post(SIGN_IN, json=body)
