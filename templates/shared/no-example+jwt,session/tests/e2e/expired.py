"""Something that expires: sign-ins."""

from datetime import timedelta

from {{ package_name }}.clock import utc_now
from {{ package_name }}.sign_in_tokens import SIGN_IN_LIFE

from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows

KIND = TABLE = "sign_ins"
LIFE = SIGN_IN_LIFE
CREDENTIALS = {"email": "ada@example.com", "password": "correct horse battery"}


{{ async_ }}def leave_row(client: Client) -> None:
    """Leave a row that lives for some time."""
    {{ await_ }}client.post("/api/v1/auth/register", json=CREDENTIALS)
    {{ await_ }}client.post("/api/v1/auth/{{ "token" if auth == "jwt" else "login" }}", json=CREDENTIALS)


{{ async_ }}def age_rows(app: App, age: timedelta) -> None:
    """Let all such rows be so old."""
    {{ await_ }}change(app, TABLE, expires_at=utc_now() - age + LIFE)


{{ async_ }}def count_rows(app: App) -> int:
    """Return how many such rows there are."""
    return len({{ await_ }}rows(app, TABLE))
