"""Section 3, `POST /auth/register`: who may have an account, and under which address."""

import httpx2
import pytest

from .harness.accounts import (
    PASSWORD,
    Account,
    attempt,
    register,
    sign_in,
    unique_email,
)
from .harness.deployment import Server
from .harness.polling import at_once
from .harness.problem import assert_problem, pointers
from .test_orders_create import TIME, UUID7

pytestmark = [
    pytest.mark.needs(accounts=True),
    pytest.mark.once_for("framework", "architecture", "place"),
    pytest.mark.short("framework"),
]


def post(server: Server, email: object, password: object = PASSWORD) -> httpx2.Response:
    """Try to register."""
    return server.client().post("/auth/register", json={"email": email, "password": password})


def test_a_new_account_is_201_and_shows_no_password(server: Server) -> None:
    email = unique_email()
    response = post(server, email)
    account = response.json()
    assert response.status_code == 201
    assert set(account) == {"id", "email", "role", "created_at"}
    assert (account["email"], account["role"]) == (email, "user")
    assert UUID7.fullmatch(account["id"])
    assert TIME.fullmatch(account["created_at"])


def test_a_taken_address_is_409(server: Server) -> None:
    account = register(server)
    assert_problem(post(server, account.email), 409, "email_taken")


def test_an_address_is_taken_whatever_its_case(server: Server) -> None:
    account = register(server)
    assert_problem(post(server, account.email.upper()), 409, "email_taken")


def test_ten_at_once_with_one_address_make_one_account(server: Server) -> None:
    email = unique_email()
    spellings = [email, email.upper()] * 5
    answers = at_once(lambda number: post(server, spellings[number]), 10)
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9


def test_an_account_is_found_whatever_the_case_of_its_address(server: Server) -> None:
    email = unique_email("Grace.Hopper")
    assert post(server, email).status_code == 201
    shouted = sign_in(server, Account(email.upper()))
    assert shouted.get("/auth/me").json()["email"].lower() == email.lower()


@pytest.mark.parametrize("password", ["x" * 12, "x" * 128, "é" * 12, "🔑" * 128, " " * 12])
def test_a_password_of_12_to_128_characters_will_do(server: Server, password: str) -> None:
    account = Account(unique_email(), password)
    assert post(server, account.email, password).status_code == 201
    assert sign_in(server, account).get("/auth/me").status_code == 200


@pytest.mark.parametrize("password", ["", "x" * 11, "x" * 129, "é" * 11, None, 123456789012])
def test_another_password_will_not(server: Server, password: object) -> None:
    assert pointers(post(server, unique_email(), password)) == ["/password"]


def test_all_of_a_long_password_counts(server: Server) -> None:
    account = Account(unique_email(), "x" * 127 + "y")
    post(server, account.email, account.password)
    cut = Account(account.email, "x" * 127 + "z")
    assert_problem(attempt(server, cut), 401, "invalid_credentials")


@pytest.mark.parametrize("email", ["", "nobody", "a@", "@b.example", "a@b c.example", None, 7])
def test_an_address_that_is_none_will_not(server: Server, email: object) -> None:
    assert pointers(post(server, email)) == ["/email"]


@pytest.mark.parametrize("field", ["role", "id", "is_admin", "scope"])
def test_nobody_makes_themselves_an_admin(server: Server, field: str) -> None:
    body = {"email": unique_email(), "password": PASSWORD, field: "admin"}
    assert pointers(server.client().post("/auth/register", json=body)) == [f"/{field}"]
