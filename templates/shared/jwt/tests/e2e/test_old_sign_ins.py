from datetime import timedelta

import pytest

from {{ package_name }}.clock import utc_now
from {{ package_name }}.jobs import Job

from tests.e2e.serving import App, Client, container_of
from tests.e2e.tables import change, rows

CREDENTIALS = {"email": "ada@example.com", "password": "correct horse battery"}


@pytest.mark.parametrize(("life", "left"), [(-1, 0), (1, 1)])
{{ async_ }}def test_a_cleanup_deletes_the_sign_ins_that_have_expired(
    app: App, client: Client, life: int, left: int
) -> None:
    {{ await_ }}client.post("/api/v1/auth/register", json=CREDENTIALS)
    {{ await_ }}client.post("/api/v1/auth/token", json=CREDENTIALS)
    {{ await_ }}change(app, "sign_ins", expires_at=utc_now() + timedelta(hours=life))

    {{ await_ }}container_of(app).runner.run(Job("cleanup", {}), retries=0)

    assert len({{ await_ }}rows(app, "sign_ins")) == left
