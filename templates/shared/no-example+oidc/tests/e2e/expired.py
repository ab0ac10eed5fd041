"""Something that expires: browser sessions."""

from datetime import timedelta

from {{ package_name }}.clock import utc_now
from {{ package_name }}.session_tokens import SESSION_LIFE

from tests.e2e.callers import PROVIDER
from tests.e2e.logins import begin, come_back
from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows

KIND = TABLE = "browser_sessions"
LIFE = SESSION_LIFE


{{ async_ }}def leave_row(client: Client) -> None:
    """Leave a row that lives for some time."""
    {{ await_ }}come_back(client, PROVIDER, {{ await_ }}begin(client))


{{ async_ }}def age_rows(app: App, age: timedelta) -> None:
    """Let all such rows be so old."""
    {{ await_ }}change(app, TABLE, expires_at=utc_now() - age + LIFE)


{{ async_ }}def count_rows(app: App) -> int:
    """Return how many such rows there are."""
    return len({{ await_ }}rows(app, TABLE))
