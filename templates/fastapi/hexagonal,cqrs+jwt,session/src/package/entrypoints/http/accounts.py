{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
"""The routes of accounts and tokens."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands import accounts as commands
from {{ package_name }}.application.ports.account_views import AccountView
from {{ package_name }}.application.queries import accounts as queries
{% else %}
from {{ package_name }}.application import accounts as use_cases
{% endif %}
from {{ package_name }}.callers import Caller
from {{ package_name }}.container import Container
from {{ package_name }}.domain.accounts import User, normalise_email
from {{ package_name }}.entrypoints.http.account_schemas import (
    Account,
    Credentials,
    RefreshRequest,
    Registration,
    TokenPair,
)
from {{ package_name }}.errors import InvalidTokenError
from {{ package_name }}.web.access import PUBLIC, Requires
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.rate_limit import client_address

SignedIn = Annotated[Caller, Depends(Requires())]

router = APIRouter(prefix=f"{API_PREFIX}/auth", tags=["auth"], route_class=JsonRoute)


@router.post(
    "/register",
    status_code=status.HTTP_201_CREATED,
    dependencies=[PUBLIC],
    response_model=Account,
    responses=problems(409),
)
async def register(request: Request, body: Registration, container: ContainerDep) -> User:
    """Create an account."""
    async with container.limiter.attempt(*_keys(request, body.email)):
        return await {{ commands }}.register(
            container.accounts, container.passwords, body.email, body.password
        )


@router.post("/token", dependencies=[PUBLIC], responses=problems(401))
async def token(request: Request, body: Credentials, container: ContainerDep) -> TokenPair:
    """Sign in: exchange an e-mail and a password for tokens."""
    async with container.limiter.attempt(*_keys(request, body.email)):
        signed_in = await {{ commands }}.sign_in(
            container.accounts, container.passwords, body.email, body.password
        )
    return _token_pair(container, *signed_in)


@router.post("/refresh", dependencies=[PUBLIC], responses=problems(401))
async def refresh(request: Request, body: RefreshRequest, container: ContainerDep) -> TokenPair:
    """Exchange a refresh token for new tokens; it works once."""
    async with container.limiter.attempt(*_keys(request)):
        renewed = await {{ commands }}.refresh(container.accounts, body.refresh_token)
    return _token_pair(container, *renewed)


@router.post("/logout", status_code=status.HTTP_204_NO_CONTENT, dependencies=[PUBLIC])
async def logout(body: RefreshRequest, container: ContainerDep) -> None:
    """Sign out: revoke the refresh token and all that came from the same sign-in."""
    await {{ commands }}.sign_out(container.accounts, body.refresh_token)


@router.get("/me", response_model=Account, responses=problems(401))
async def me(caller: SignedIn, container: ContainerDep) -> {{ "AccountView" if architecture == "cqrs" else "User" }}:
    """Return the caller's account."""
    user = await {{ queries }}.get_account(container.{{ "account_views" if architecture == "cqrs" else "accounts" }}, caller.id)
    if user is None:
        raise InvalidTokenError
    return user


def _keys(request: Request, email: str | None = None) -> list[str]:
    """Name what failed attempts are counted by."""
    keys = [f"address:{client_address(request.scope)}"]
    return keys if email is None else [*keys, f"account:{normalise_email(email)}"]


def _token_pair(container: Container, user: User, refresh_token: str) -> TokenPair:
    return TokenPair(
        access_token=container.access_tokens.issue(user.id, user.role),
        expires_in=int(container.access_tokens.life.total_seconds()),
        refresh_token=refresh_token,
    )
