{% set error = "InvalidTokenError" if auth == "jwt" else "NotAuthenticatedError" %}
"""The routes of accounts and sign-ins."""

from http import HTTPStatus

from flask import Blueprint{{ ", request" if auth == "session" else "" }}

from {{ package_name }}.auth import services
{% if auth == "jwt" %}
from {{ package_name }}.auth.models import User
{% endif %}
from {{ package_name }}.auth.schemas import (
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
from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import {{ error }}
from {{ package_name }}.web.access import PUBLIC, Requires
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.operations import operation
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

blueprint = Blueprint("auth", __name__, url_prefix=f"{API_PREFIX}/auth")


@blueprint.post("/register")
@operation(PUBLIC, status=HTTPStatus.CREATED, answer=Account, responses=problems(409))
def register(body: Registration) -> Account:
    """Create an account."""
    container = get_container()
    with container.limiter.attempt(*_keys(body.email)):
        user = services.register(
            container.database,
            container.passwords,
            body.email,
            body.password,
        )
    return Account.model_validate(user)


{% if auth == "jwt" %}
@blueprint.post("/token")
@operation(PUBLIC, answer=TokenPair, responses=problems(401))
def token(body: Credentials) -> TokenPair:
    """Sign in: exchange an e-mail and a password for tokens."""
    container = get_container()
    with container.limiter.attempt(*_keys(body.email)):
        signed_in = services.sign_in(
            container.database,
            container.passwords,
            body.email,
            body.password,
{% for src in fragments["src/package/auth/api.py/sign-in"] or [] %}
{% include src %}
{% endfor %}
        )
    return _token_pair(*signed_in)


@blueprint.post("/refresh")
@operation(PUBLIC, answer=TokenPair, responses=problems(401))
def refresh(body: RefreshRequest) -> TokenPair:
    """Exchange a refresh token for new tokens; it works once."""
    container = get_container()
    with container.limiter.attempt(*_keys()):
        renewed = services.refresh(container.database, body.refresh_token)
    return _token_pair(*renewed)


@blueprint.post("/logout")
@operation(PUBLIC, status=HTTPStatus.NO_CONTENT)
def logout(body: RefreshRequest) -> None:
    """Sign out: revoke the refresh token and all that came from the same sign-in."""
    services.sign_out(get_container().database, body.refresh_token)


{% else %}
@blueprint.post("/login")
@operation(PUBLIC, answer=Account, responses={200: {"headers": SET_COOKIE}, **problems(401)})
def login(body: Credentials) -> tuple[Account, dict[str, str]]:
    """Sign in: exchange an e-mail and a password for a new session, which a cookie carries."""
    container = get_container()
    with container.limiter.attempt(*_keys(body.email)):
        user, token = services.sign_in(
            container.database,
            container.passwords,
            body.email,
            body.password,
{% for src in fragments["src/package/auth/api.py/sign-in"] or [] %}
{% include src %}
{% endfor %}
        )
    _end_session()
    cookie = session_cookie(container.settings, token)
    return Account.model_validate(user), {"Set-Cookie": cookie}


@blueprint.post("/logout")
@operation(PUBLIC, status=HTTPStatus.NO_CONTENT, responses={204: {"headers": SET_COOKIE}})
def logout() -> tuple[None, dict[str, str]]:
    """Sign out: end the session and take its cookie away."""
    _end_session()
    return None, {"Set-Cookie": no_session_cookie(get_container().settings)}


{% endif %}
@blueprint.get("/me")
@operation(Requires(), answer=Account, responses=problems(401))
def me(caller: Caller) -> Account:
    """Return the caller's account."""
    user = services.get_account(get_container().database, caller.id)
    if user is None:
        raise {{ error }}
    return Account.model_validate(user)


def _keys(email: str | None = None) -> list[str]:
    """Name what failed attempts are counted by."""
    keys = [f"address:{client_address()}"]
    return keys if email is None else [*keys, f"account:{services.normalise_email(email)}"]
{% if auth == "jwt" %}


def _token_pair(user: User, refresh_token: str) -> TokenPair:
    access_tokens = get_container().access_tokens
    return TokenPair(
        access_token=access_tokens.issue(user.id, user.role),
        expires_in=int(access_tokens.life.total_seconds()),
        refresh_token=refresh_token,
    )
{% else %}


def _end_session() -> None:
    """End the session that the browser had, if any."""
    container = get_container()
    token = request.cookies.get(cookie_name(container.settings))
    if token is not None:
        services.sign_out(container.database, token)
{% endif %}
