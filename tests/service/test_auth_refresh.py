"""Section 3, `POST /auth/refresh` and `POST /auth/logout`: families of refresh tokens."""

from typing import Any

import httpx2
import pytest

from .harness.accounts import Account, bearer, tokens
from .harness.deployment import Server
from .harness.polling import at_once
from .harness.problem import assert_problem, pointers

pytestmark = [
    pytest.mark.needs(auth="jwt"),
    pytest.mark.once_for("framework", "architecture", "place"),
]


def refresh(server: Server, token: str) -> httpx2.Response:
    """Exchange a refresh token."""
    return server.client().post("/auth/refresh", json={"refresh_token": token})


def logout(server: Server, token: str) -> httpx2.Response:
    """Revoke the family of a refresh token."""
    return server.client().post("/auth/logout", json={"refresh_token": token})


def renewed(server: Server, token: str) -> dict[str, Any]:
    """Exchange a good refresh token and return the body."""
    response = refresh(server, token)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


@pytest.fixture
def token(server: Server, account: Account) -> str:
    """A refresh token that was not used yet."""
    text: str = tokens(server, account)["refresh_token"]
    return text


def test_it_gives_both_tokens_anew(server: Server, account: Account, token: str) -> None:
    body = renewed(server, token)
    assert set(body) == {"access_token", "token_type", "expires_in", "refresh_token"}
    me = server.client(bearer(body["access_token"])).get("/auth/me")
    assert me.json()["email"] == account.email


def test_it_needs_no_access_token_and_rotates(server: Server, token: str) -> None:
    second = renewed(server, token)["refresh_token"]
    third = renewed(server, second)["refresh_token"]
    assert len({token, second, third}) == 3


def test_an_old_one_is_401(server: Server, token: str) -> None:
    renewed(server, token)
    assert_problem(refresh(server, token), 401, "invalid_refresh_token")


def test_an_old_one_revokes_its_whole_family(server: Server, token: str) -> None:
    second = renewed(server, token)["refresh_token"]
    third = renewed(server, second)["refresh_token"]
    assert refresh(server, token).status_code == 401
    assert_problem(refresh(server, third), 401, "invalid_refresh_token")
    assert_problem(refresh(server, second), 401, "invalid_refresh_token")


def test_another_family_of_the_same_account_lives_on(
    server: Server, account: Account, token: str
) -> None:
    other = tokens(server, account)["refresh_token"]
    renewed(server, token)
    assert refresh(server, token).status_code == 401
    assert refresh(server, other).status_code == 200


def test_used_twice_at_once_one_wins_and_the_family_is_revoked(server: Server, token: str) -> None:
    """One of the two was stolen; nobody can tell which."""
    answers = at_once(lambda _: refresh(server, token), 2)
    assert sorted(answer.status_code for answer in answers) == [200, 401]
    winner = next(answer for answer in answers if answer.status_code == 200)
    again = refresh(server, winner.json()["refresh_token"])
    assert_problem(again, 401, "invalid_refresh_token")


def test_used_ten_times_at_once_one_wins(server: Server, token: str) -> None:
    answers = at_once(lambda _: refresh(server, token), 10)
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 9


@pytest.mark.parametrize("text", ["nonsense", "x" * 43, "e30.e30.e30"])
def test_a_token_that_is_none_is_401(server: Server, text: str) -> None:
    assert_problem(refresh(server, text), 401, "invalid_refresh_token")


def test_an_access_token_is_no_refresh_token(server: Server, account: Account) -> None:
    access = tokens(server, account)["access_token"]
    assert refresh(server, access).status_code in {401, 422}


def test_a_missing_token_is_422(server: Server) -> None:
    assert pointers(server.client().post("/auth/refresh", json={})) == ["/refresh_token"]


def test_logging_out_is_204_and_revokes_the_family(server: Server, token: str) -> None:
    second = renewed(server, token)["refresh_token"]
    response = logout(server, second)
    assert (response.status_code, response.content) == (204, b"")
    assert_problem(refresh(server, second), 401, "invalid_refresh_token")


def test_logging_out_with_an_old_token_revokes_the_family_too(server: Server, token: str) -> None:
    second = renewed(server, token)["refresh_token"]
    assert logout(server, token).status_code == 204
    assert_problem(refresh(server, second), 401, "invalid_refresh_token")


def test_logging_out_twice_or_with_an_unknown_token_is_204(server: Server, token: str) -> None:
    assert logout(server, token).status_code == 204
    assert logout(server, token).status_code == 204
    assert logout(server, "unknown").status_code == 204


def test_logging_out_of_one_place_leaves_the_others(
    server: Server, account: Account, token: str
) -> None:
    other = tokens(server, account)["refresh_token"]
    logout(server, token)
    assert refresh(server, other).status_code == 200
