import pytest
from httpx2 import Response

from tests.e2e.account_calls import AUTH, register, sign_in
from tests.e2e.callers import CREDENTIALS
from tests.e2e.problems import problem
from tests.e2e.serving import Client

OURS = {"Origin": "http://localhost"}
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "https://localhost"},
    {"Origin": "http://localhost:81"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {**OURS, "Sec-Fetch-Site": "cross-site"},
]
OWN = [
    {},
    OURS,
    {**OURS, "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
]


{{ async_ }}def log_out(client: Client, headers: dict[str, str]) -> Response:
    return {{ await_ }}client.post(f"{AUTH}/logout", headers=headers)


@pytest.mark.parametrize("headers", FOREIGN)
{{ async_ }}def test_what_another_page_sends_is_refused(client: Client, headers: dict[str, str]) -> None:
    response = {{ await_ }}log_out(client, headers)

    assert problem(response) == (403, "csrf_failed")
    assert ({{ await_ }}client.get(f"{AUTH}/me")).status_code == 200


@pytest.mark.parametrize("headers", OWN)
{{ async_ }}def test_what_our_pages_send_is_not(client: Client, headers: dict[str, str]) -> None:
    assert ({{ await_ }}log_out(client, headers)).status_code == 204


@pytest.mark.parametrize("headers", FOREIGN)
{{ async_ }}def test_without_the_cookie_there_is_nothing_to_forge(
    client: Client, headers: dict[str, str]
) -> None:
    del client.headers[CREDENTIALS]

    assert ({{ await_ }}log_out(client, headers)).status_code == 204


@pytest.mark.parametrize("headers", FOREIGN)
{{ async_ }}def test_no_other_page_signs_its_visitors_in(client: Client, headers: dict[str, str]) -> None:
    {{ await_ }}register(client)
    del client.headers[CREDENTIALS]
    client.headers.update(headers)

    response = {{ await_ }}sign_in(client)

    assert problem(response) == (403, "csrf_failed")
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("headers", FOREIGN)
{{ async_ }}def test_reading_is_no_forgery(client: Client, headers: dict[str, str]) -> None:
    assert ({{ await_ }}client.get(f"{AUTH}/me", headers=headers)).status_code == 200
