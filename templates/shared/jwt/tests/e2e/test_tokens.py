from functools import partial
from typing import Any

import pytest
from httpx2 import Response

from tests.concurrently import together
from tests.e2e.account_calls import AUTH, EMAIL, disable, register, sign_in
from tests.e2e.callers import CREDENTIALS, authorization
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client


{{ async_ }}def refresh(client: Client, token: str) -> Response:
    return {{ await_ }}client.post(f"{AUTH}/refresh", json={"refresh_token": token})


{{ async_ }}def tokens_of_new_account(client: Client) -> dict[str, Any]:
    """Register, sign in and return the tokens."""
    {{ await_ }}register(client)
    tokens: dict[str, Any] = ({{ await_ }}sign_in(client)).json()
    return tokens


{{ async_ }}def test_signing_in_gives_tokens(client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)

    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 900)


{{ async_ }}def test_the_access_token_shows_who_is_signed_in(client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)

    response = {{ await_ }}client.get(
        f"{AUTH}/me", headers={"Authorization": f"Bearer {tokens['access_token']}"}
    )

    assert (response.status_code, response.json()["email"]) == (200, EMAIL)


{{ async_ }}def test_without_a_token_nobody_is_known(client: Client) -> None:
    del client.headers[CREDENTIALS]

    response = {{ await_ }}client.get(f"{AUTH}/me")

    assert problem(response) == (401, "not_authenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer a.b.c"])
{{ async_ }}def test_a_token_that_is_none_is_refused(client: Client, header: str) -> None:
    response = {{ await_ }}client.get(f"{AUTH}/me", headers={"Authorization": header})

    assert problem(response) == (401, "invalid_token")
    assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


{{ async_ }}def test_the_token_of_an_account_that_is_gone_is_refused(app: App, client: Client) -> None:
    response = {{ await_ }}client.get(f"{AUTH}/me", headers={{ await_ }}authorization(app))

    assert problem(response) == (401, "invalid_token")


{{ async_ }}def test_a_refresh_token_gives_new_tokens(client: Client) -> None:
    before = {{ await_ }}tokens_of_new_account(client)

    after = ({{ await_ }}refresh(client, before["refresh_token"])).json()

    assert set(after) == set(before)
    assert after["refresh_token"] != before["refresh_token"]


{{ async_ }}def test_an_unknown_refresh_token_is_refused(client: Client) -> None:
    assert problem({{ await_ }}refresh(client, "unknown")) == (401, "invalid_refresh_token")


{{ async_ }}def test_a_refresh_token_works_once(client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)
    {{ await_ }}refresh(client, tokens["refresh_token"])

    response = {{ await_ }}refresh(client, tokens["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


{{ async_ }}def test_a_refresh_token_used_twice_revokes_what_came_from_it(client: Client) -> None:
    first = {{ await_ }}tokens_of_new_account(client)
    second = ({{ await_ }}refresh(client, first["refresh_token"])).json()
    {{ await_ }}refresh(client, first["refresh_token"])

    response = {{ await_ }}refresh(client, second["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


{{ async_ }}def test_of_two_refreshes_at_once_one_succeeds(client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)

    responses = {{ await_ }}together(*[partial(refresh, client, tokens["refresh_token"])] * 2)

    assert sorted(response.status_code for response in responses) == [200, 401]


{{ async_ }}def test_another_sign_in_stays_when_one_is_revoked(client: Client) -> None:
    laptop = {{ await_ }}tokens_of_new_account(client)
    phone = ({{ await_ }}sign_in(client)).json()
    {{ await_ }}client.post(f"{AUTH}/logout", json={"refresh_token": laptop["refresh_token"]})

    assert ({{ await_ }}refresh(client, phone["refresh_token"])).status_code == 200


{{ async_ }}def test_a_disabled_account_cannot_refresh(app: App, client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)
    {{ await_ }}disable(app)

    response = {{ await_ }}refresh(client, tokens["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


{{ async_ }}def test_signing_out_revokes_the_refresh_token(client: Client) -> None:
    token = ({{ await_ }}tokens_of_new_account(client))["refresh_token"]

    response = {{ await_ }}client.post(f"{AUTH}/logout", json={"refresh_token": token})

    assert response.status_code == 204
    assert problem({{ await_ }}refresh(client, token)) == (401, "invalid_refresh_token")


{{ async_ }}def test_signing_out_with_an_unknown_token_is_no_error(client: Client) -> None:
    response = {{ await_ }}client.post(f"{AUTH}/logout", json={"refresh_token": "unknown"})

    assert response.status_code == 204
