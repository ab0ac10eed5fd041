{% set error = "InvalidTokenError" if auth == "jwt" else "NotAuthenticatedError" %}
{% set commands = "commands" if architecture == "cqrs" else "use_cases" %}
{% set queries = "queries" if architecture == "cqrs" else "use_cases" %}
"""The routes of accounts and sign-ins."""

from http import HTTPStatus

from ninja import Router, Status

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands import accounts as commands
from {{ package_name }}.application.queries import accounts as queries
{% else %}
from {{ package_name }}.application import accounts as use_cases
{% endif %}
{% if auth == "jwt" %}
from {{ package_name }}.container import Container
{% endif %}
from {{ package_name }}.domain.accounts import {{ "User, " if auth == "jwt" else "" }}normalise_email
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
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.requests import (
    Request,
{% if auth == "session" %}
    Response,
{% endif %}
    caller_of,
    client_address,
    container_of,
)
{% if auth == "session" %}
from {{ package_name }}.web.session_cookie import (
    SET_COOKIE,
    cookie_name,
    no_session_cookie,
    session_cookie,
)
{% endif %}

PREFIX = f"{API_PREFIX}/auth"

router = Router(tags=["auth"])


@router.post(
    "/register",
    auth=PUBLIC,
    response={201: Account},
    openapi_extra={"responses": problems(409)},
)
def register(request: Request, body: Registration) -> Status[Account]:
    """Create an account."""
    container = container_of(request)
    with container.limiter.attempt(*_keys(request, body.email)):
        user = {{ commands }}.register(
            container.accounts,
            container.passwords,
            body.email,
            body.password,
        )
    return Status(HTTPStatus.CREATED, Account.model_validate(user))


{% if auth == "jwt" %}
@router.post("/token", auth=PUBLIC, response=TokenPair, openapi_extra={"responses": problems(401)})
def token(request: Request, body: Credentials) -> TokenPair:
    """Sign in: exchange an e-mail and a password for tokens."""
    container = container_of(request)
    with container.limiter.attempt(*_keys(request, body.email)):
        signed_in = {{ commands }}.sign_in(
            container.accounts,
            container.passwords,
            body.email,
            body.password,
{% for src in fragments["src/package/entrypoints/http/accounts.py/sign-in"] or [] %}
{% include src %}
{% endfor %}
        )
    return _token_pair(container, *signed_in)


@router.post(
    "/refresh", auth=PUBLIC, response=TokenPair, openapi_extra={"responses": problems(401)}
)
def refresh(request: Request, body: RefreshRequest) -> TokenPair:
    """Exchange a refresh token for new tokens; it works once."""
    container = container_of(request)
    with container.limiter.attempt(*_keys(request)):
        renewed = {{ commands }}.refresh(container.accounts, body.refresh_token)
    return _token_pair(container, *renewed)


@router.post("/logout", auth=PUBLIC, response={204: None})
def logout(request: Request, body: RefreshRequest) -> Status[None]:
    """Sign out: revoke the refresh token and all that came from the same sign-in."""
    {{ commands }}.sign_out(container_of(request).accounts, body.refresh_token)
    return Status(HTTPStatus.NO_CONTENT, None)


{% else %}
@router.post(
    "/login",
    auth=PUBLIC,
    response=Account,
    openapi_extra={"responses": {200: {"headers": SET_COOKIE}, **problems(401)}},
)
def login(request: Request, response: Response, body: Credentials) -> Account:
    """Sign in: exchange an e-mail and a password for a new session, which a cookie carries."""
    container = container_of(request)
    with container.limiter.attempt(*_keys(request, body.email)):
        user, token = {{ commands }}.sign_in(
            container.accounts,
            container.passwords,
            body.email,
            body.password,
{% for src in fragments["src/package/entrypoints/http/accounts.py/sign-in"] or [] %}
{% include src %}
{% endfor %}
        )
    _end_session(request)
    response.headers["Set-Cookie"] = session_cookie(container.settings, token)
    return Account.model_validate(user)


@router.post(
    "/logout",
    auth=PUBLIC,
    response={204: None},
    openapi_extra={"responses": {204: {"headers": SET_COOKIE}}},
)
def logout(request: Request, response: Response) -> Status[None]:
    """Sign out: end the session and take its cookie away."""
    _end_session(request)
    response.headers["Set-Cookie"] = no_session_cookie(container_of(request).settings)
    return Status(HTTPStatus.NO_CONTENT, None)


{% endif %}
@router.get("/me", auth=Requires(), response=Account, openapi_extra={"responses": problems(401)})
def me(request: Request) -> Account:
    """Return the caller's account."""
    accounts = container_of(request).{{ "account_views" if architecture == "cqrs" else "accounts" }}
    user = {{ queries }}.get_account(accounts, caller_of(request).id)
    if user is None:
        raise {{ error }}
    return Account.model_validate(user)


def _keys(request: Request, email: str | None = None) -> list[str]:
    """Name what failed attempts are counted by."""
    keys = [f"address:{client_address(request)}"]
    return keys if email is None else [*keys, f"account:{normalise_email(email)}"]
{% if auth == "jwt" %}


def _token_pair(container: Container, user: User, refresh_token: str) -> TokenPair:
    return TokenPair(
        access_token=container.access_tokens.issue(user.id, user.role),
        expires_in=int(container.access_tokens.life.total_seconds()),
        refresh_token=refresh_token,
    )
{% else %}


def _end_session(request: Request) -> None:
    """End the session that the browser had, if any."""
    container = container_of(request)
    token = request.COOKIES.get(cookie_name(container.settings))
    if token is not None:
        {{ commands }}.sign_out(container.accounts, token)
{% endif %}
