"""Accounts with a second factor, and the codes of their apps."""

import base64
from dataclasses import dataclass

from httpx2 import Response

from {{ package_name }}.clock import utc_now
from {{ package_name }}.one_time_codes import STEP_SECONDS, totp

from tests.e2e.account_calls import AUTH, EMAIL, PASSWORD
from tests.e2e.account_calls import register as send_registration
from tests.e2e.callers import CREDENTIALS
from tests.e2e.serving import App, Client
from tests.e2e.tables import change

MFA = f"{AUTH}/mfa"


@dataclass(frozen=True)
class Protected:
    """An account with a second factor, and who speaks for it."""

    secret: bytes
    recovery_codes: list[str]
    headers: dict[str, str]


def code_of(secret: bytes, steps: int = 0) -> str:
    """Return what the app shows now, or shows so many steps later."""
    return totp(secret, int(utc_now().timestamp()) // STEP_SECONDS + steps)


def headers_of(signed_in: Response) -> dict[str, str]:
    """Return the headers of whoever has just signed in."""
{% if auth == "jwt" %}
    return {CREDENTIALS: f"Bearer {signed_in.json()['access_token']}"}
{% else %}
    return {CREDENTIALS: signed_in.headers["Set-Cookie"].partition(";")[0]}
{% endif %}


{{ async_ }}def sign_in(client: Client, code: str | None = None, password: str = PASSWORD) -> Response:
    """Sign in, with a code or without."""
    body = {"email": EMAIL, "password": password} | ({} if code is None else {"code": code})
    response = {{ await_ }}client.post(f"{AUTH}/{{ "token" if auth == "jwt" else "login" }}", json=body)
    # Each request says in its headers who asks.
    client.cookies.clear()
    return response


{{ async_ }}def register(client: Client) -> dict[str, str]:
    """Register an account, and return the headers of its owner."""
    {{ await_ }}send_registration(client)
    return headers_of({{ await_ }}sign_in(client))


{{ async_ }}def enrol(client: Client, headers: dict[str, str]) -> bytes:
    """Begin an enrolment, and return the secret."""
    enrolment = ({{ await_ }}client.post(MFA, headers=headers)).json()
    return base64.b32decode(enrolment["secret"])


{{ async_ }}def post(client: Client, path: str, headers: dict[str, str], code: str) -> Response:
    """Send a code to one of the routes of second factors."""
    return {{ await_ }}client.post(f"{MFA}/{path}", headers=headers, json={"code": code})


{{ async_ }}def forget_steps(app: App) -> None:
    """Let the code of this moment count again, as if half a minute had passed."""
    {{ await_ }}change(app, "second_factors", last_step=0)


{{ async_ }}def protect(app: App, client: Client) -> Protected:
    """Make an account with a second factor, signed in; the code of this moment still works."""
    headers = {{ await_ }}register(client)
    secret = {{ await_ }}enrol(client, headers)
    confirmed = {{ await_ }}post(client, "confirm", headers, code_of(secret))
    signed_in = {{ await_ }}sign_in(client, code_of(secret, 1))
    {{ await_ }}forget_steps(app)
    return Protected(secret, confirmed.json()["recovery_codes"], headers_of(signed_in))
