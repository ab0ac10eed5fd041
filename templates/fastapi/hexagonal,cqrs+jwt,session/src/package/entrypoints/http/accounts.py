{% set error = "InvalidTokenError" if auth == "jwt" else "NotAuthenticatedError" %}
{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
"""The routes of accounts and sign-ins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, {{ "Response, " if auth == "session" else "" }}status

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
{% if auth == "jwt" %}
    RefreshRequest,
{% endif %}
    Registration,
{% if auth == "jwt" %}
    TokenPair,
{% endif %}
)
from {{ package_name }}.errors import {{ error }}
from {{ package_name }}.web.access import PUBLIC, Requires
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.rate_limit import client_address
{% if auth == "session" %}
from {{ package_name }}.web.session_cookie import (
    SET_COOKIE,
    cookie_name,
    no_session_cookie,
    session_cookie,
)
{% endif %}

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


{% if auth == "jwt" %}
@router.post("/token", dependencies=[PUBLIC], responses=problems(401))
async def token(request: Request, body: Credentials, container: ContainerDep) -> TokenPair:
    """Sign in: exchange an e-mail and a password for tokens."""
    async with container.limiter.attempt(*_keys(request, body.email)):
        signed_in = await {{ commands }}.sign_in(
            container.accounts,
            container.passwords,
            body.email,
            body.password,
{% for src in fragments["src/package/entrypoints/http/accounts.py/sign-in"] or [] %}
{% include src %}
{% endfor %}
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


{% else %}
@router.post(
    "/login",
    dependencies=[PUBLIC],
    response_model=Account,
    responses={200: {"headers": SET_COOKIE}, **problems(401)},
)
async def login(
    request: Request, response: Response, body: Credentials, container: ContainerDep
) -> User:
    """Sign in: exchange an e-mail and a password for a new session, which a cookie carries."""
    async with container.limiter.attempt(*_keys(request, body.email)):
        user, token = await {{ commands }}.sign_in(
            container.accounts,
            container.passwords,
            body.email,
            body.password,
{% for src in fragments["src/package/entrypoints/http/accounts.py/sign-in"] or [] %}
{% include src %}
{% endfor %}
        )
    await _end_session(request, container)
    response.headers["Set-Cookie"] = session_cookie(container.settings, token)
    return user


@router.post(
    "/logout",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[PUBLIC],
    responses={204: {"headers": SET_COOKIE}},
)
async def logout(request: Request, response: Response, container: ContainerDep) -> None:
    """Sign out: end the session and take its cookie away."""
    await _end_session(request, container)
    response.headers["Set-Cookie"] = no_session_cookie(container.settings)


{% endif %}
@router.get("/me", response_model=Account, responses=problems(401))
async def me(caller: SignedIn, container: ContainerDep) -> {{ "AccountView" if architecture == "cqrs" else "User" }}:
    """Return the caller's account."""
    user = await {{ queries }}.get_account(container.{{ "account_views" if architecture == "cqrs" else "accounts" }}, caller.id)
    if user is None:
        raise {{ error }}
    return user


def _keys(request: Request, email: str | None = None) -> list[str]:
    """Name what failed attempts are counted by."""
    keys = [f"address:{client_address(request.scope)}"]
    return keys if email is None else [*keys, f"account:{normalise_email(email)}"]
{% if auth == "jwt" %}


def _token_pair(container: Container, user: User, refresh_token: str) -> TokenPair:
    return TokenPair(
        access_token=container.access_tokens.issue(user.id, user.role),
        expires_in=int(container.access_tokens.life.total_seconds()),
        refresh_token=refresh_token,
    )
{% else %}


async def _end_session(request: Request, container: Container) -> None:
    """End the session that the browser had, if any."""
    token = request.cookies.get(cookie_name(container.settings))
    if token is not None:
        await {{ commands }}.sign_out(container.accounts, token)
{% endif %}
