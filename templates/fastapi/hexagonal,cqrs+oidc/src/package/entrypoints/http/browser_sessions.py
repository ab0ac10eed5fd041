{% set module = "commands" if architecture == "cqrs" else "use_cases" %}
{% set store = "container.browser_sessions" %}
"""The routes of callers and their browser sessions."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response, status

{% if architecture == "cqrs" %}
from {{ package_name }}.application.commands import browser_sessions as commands
{% else %}
from {{ package_name }}.application import browser_sessions as use_cases
{% endif %}
from {{ package_name }}.callers import Caller
from {{ package_name }}.entrypoints.http.browser_session_schemas import (
    CallbackQuery,
    Identity,
    LoginQuery,
)
from {{ package_name }}.web.access import PUBLIC, Requires
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.login_cookie import (
    REDIRECT,
    login_cookie,
    login_cookie_name,
    no_login_cookie,
)
from {{ package_name }}.web.policy import AUTH_PREFIX
from {{ package_name }}.web.session_cookie import (
    SET_COOKIE,
    cookie_name,
    no_session_cookie,
    session_cookie,
)

{% include "templates/fastapi/oidc/_parts/routes.py" %}
