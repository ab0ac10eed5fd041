import asyncio
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from httpx2 import AsyncClient, Response
from sqlalchemy import select

from {{ package_name }}.adapters.rate_limits import CREDENTIAL_FAILURES
from {{ package_name }}.container import Container
from {{ package_name }}.metadata import METADATA

from tests.e2e.callers import authorization
from tests.e2e.problems import problem

AUTH = "/api/v1/auth"
EMAIL = "ada@example.com"
PASSWORD = "correct horse battery"


async def register(client: AsyncClient, email: str = EMAIL, password: str = PASSWORD) -> Response:
    return await client.post(f"{AUTH}/register", json={"email": email, "password": password})


async def sign_in(client: AsyncClient, email: str = EMAIL, password: str = PASSWORD) -> Response:
    return await client.post(f"{AUTH}/token", json={"email": email, "password": password})


async def refresh(client: AsyncClient, token: str) -> Response:
    return await client.post(f"{AUTH}/refresh", json={"refresh_token": token})


async def tokens_of_new_account(client: AsyncClient) -> dict[str, Any]:
    """Register, sign in and return the tokens."""
    await register(client)
    tokens: dict[str, Any] = (await sign_in(client)).json()
    return tokens


async def change_accounts(app: FastAPI, **values: object) -> None:
    """Change every account."""
    container: Container = app.state.container
    async with container.database.transaction() as session:
        await session.execute(METADATA.tables["users"].update().values(**values))


async def disable(app: FastAPI) -> None:
    """Disable every account."""
    await change_accounts(app, is_active=False)


async def stored_hash(app: FastAPI) -> str:
    """Return the password hash of the only account."""
    container: Container = app.state.container
    async with container.database.reading() as session:
        column = METADATA.tables["users"].c.password_hash
        return str(await session.scalar(select(column)))


async def test_a_new_account_is_a_user(client: AsyncClient) -> None:
    response = await register(client)

    assert response.status_code == 201
    assert (response.json()["email"], response.json()["role"]) == (EMAIL, "user")


async def test_an_account_shows_nothing_of_its_password(client: AsyncClient) -> None:
    assert set((await register(client)).json()) == {"id", "email", "role", "created_at"}


async def test_an_email_is_taken_whatever_its_case(client: AsyncClient) -> None:
    await register(client)

    assert problem(await register(client, "ADA@Example.com")) == (409, "email_taken")


async def test_of_two_that_want_one_email_at_once_one_gets_it(client: AsyncClient) -> None:
    responses = await asyncio.gather(register(client), register(client))

    assert sorted(response.status_code for response in responses) == [201, 409]


@pytest.mark.parametrize(
    ("email", "password", "pointer"),
    [
        ("nobody", PASSWORD, "/email"),
        ("ada@localhost", PASSWORD, "/email"),
        (EMAIL, "x" * 11, "/password"),
        (EMAIL, "x" * 129, "/password"),
    ],
)
async def test_a_poor_registration_is_refused(
    client: AsyncClient, email: str, password: str, pointer: str
) -> None:
    response = await register(client, email, password)

    assert problem(response) == (422, "validation_failed")
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


async def test_nobody_registers_as_an_admin(client: AsyncClient) -> None:
    body = {"email": EMAIL, "password": PASSWORD, "role": "admin"}

    assert problem(await client.post(f"{AUTH}/register", json=body)) == (422, "validation_failed")


async def test_signing_in_gives_tokens(client: AsyncClient) -> None:
    tokens = await tokens_of_new_account(client)

    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 900)


async def test_signing_in_takes_the_email_in_any_case(client: AsyncClient) -> None:
    await register(client)

    assert (await sign_in(client, "ADA@Example.com")).status_code == 200


async def test_the_access_token_shows_who_is_signed_in(client: AsyncClient) -> None:
    tokens = await tokens_of_new_account(client)

    response = await client.get(
        f"{AUTH}/me", headers={"Authorization": f"Bearer {tokens['access_token']}"}
    )

    assert (response.status_code, response.json()["email"]) == (200, EMAIL)


async def test_a_wrong_password_and_an_unknown_account_are_answered_alike(
    client: AsyncClient,
) -> None:
    await register(client)

    wrong = await sign_in(client, password="wrong horse battery")
    unknown = await sign_in(client, email="bob@example.com")

    assert problem(wrong) == problem(unknown) == (401, "invalid_credentials")
    assert wrong.json()["detail"] == unknown.json()["detail"]
    assert wrong.headers["WWW-Authenticate"] == unknown.headers["WWW-Authenticate"]


async def test_a_disabled_account_cannot_sign_in(app: FastAPI, client: AsyncClient) -> None:
    await register(client)
    await disable(app)

    assert problem(await sign_in(client)) == (401, "invalid_credentials")


async def test_a_password_hashed_at_another_cost_is_hashed_again_when_it_is_known(
    app: FastAPI, client: AsyncClient
) -> None:
    await register(client)
    today = (await stored_hash(app)).split("$")[3]
    await change_accounts(app, password_hash=PasswordHasher(time_cost=2).hash(PASSWORD))

    responses = [await sign_in(client) for _ in range(2)]

    assert [response.status_code for response in responses] == [200, 200]
    assert (await stored_hash(app)).split("$")[3] == today


async def test_who_keeps_guessing_has_to_wait(client: AsyncClient) -> None:
    await register(client)
    for _ in range(CREDENTIAL_FAILURES.amount):
        await sign_in(client, password="wrong horse battery")

    assert problem(await sign_in(client)) == (429, "rate_limited")


async def test_without_a_token_nobody_is_known(client: AsyncClient) -> None:
    del client.headers["Authorization"]

    response = await client.get(f"{AUTH}/me")

    assert problem(response) == (401, "not_authenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer a.b.c"])
async def test_a_token_that_is_none_is_refused(client: AsyncClient, header: str) -> None:
    response = await client.get(f"{AUTH}/me", headers={"Authorization": header})

    assert problem(response) == (401, "invalid_token")
    assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


async def test_the_token_of_an_account_that_is_gone_is_refused(
    app: FastAPI, client: AsyncClient
) -> None:
    response = await client.get(f"{AUTH}/me", headers=authorization(app))

    assert problem(response) == (401, "invalid_token")


async def test_a_refresh_token_gives_new_tokens(client: AsyncClient) -> None:
    before = await tokens_of_new_account(client)

    after = (await refresh(client, before["refresh_token"])).json()

    assert set(after) == set(before)
    assert after["refresh_token"] != before["refresh_token"]


async def test_an_unknown_refresh_token_is_refused(client: AsyncClient) -> None:
    assert problem(await refresh(client, "unknown")) == (401, "invalid_refresh_token")


async def test_a_refresh_token_works_once(client: AsyncClient) -> None:
    tokens = await tokens_of_new_account(client)
    await refresh(client, tokens["refresh_token"])

    response = await refresh(client, tokens["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


async def test_a_refresh_token_used_twice_revokes_what_came_from_it(client: AsyncClient) -> None:
    first = await tokens_of_new_account(client)
    second = (await refresh(client, first["refresh_token"])).json()
    await refresh(client, first["refresh_token"])

    response = await refresh(client, second["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


async def test_of_two_refreshes_at_once_one_succeeds(client: AsyncClient) -> None:
    tokens = await tokens_of_new_account(client)

    responses = await asyncio.gather(
        refresh(client, tokens["refresh_token"]), refresh(client, tokens["refresh_token"])
    )

    assert sorted(response.status_code for response in responses) == [200, 401]


async def test_another_sign_in_stays_when_one_is_revoked(client: AsyncClient) -> None:
    laptop = await tokens_of_new_account(client)
    phone = (await sign_in(client)).json()
    await client.post(f"{AUTH}/logout", json={"refresh_token": laptop["refresh_token"]})

    assert (await refresh(client, phone["refresh_token"])).status_code == 200


async def test_a_disabled_account_cannot_refresh(app: FastAPI, client: AsyncClient) -> None:
    tokens = await tokens_of_new_account(client)
    await disable(app)

    response = await refresh(client, tokens["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


async def test_signing_out_revokes_the_refresh_token(client: AsyncClient) -> None:
    token = (await tokens_of_new_account(client))["refresh_token"]

    response = await client.post(f"{AUTH}/logout", json={"refresh_token": token})

    assert response.status_code == 204
    assert problem(await refresh(client, token)) == (401, "invalid_refresh_token")


async def test_signing_out_with_an_unknown_token_is_no_error(client: AsyncClient) -> None:
    response = await client.post(f"{AUTH}/logout", json={"refresh_token": "unknown"})

    assert response.status_code == 204


@pytest.mark.parametrize("path", ["me", "no-such-path"])
async def test_no_cache_stores_what_auth_routes_answer(client: AsyncClient, path: str) -> None:
    response = await client.get(f"{AUTH}/{path}")

    assert response.headers["Cache-Control"] == "no-store"
