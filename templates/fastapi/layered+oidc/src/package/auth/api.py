{% set module = "services" %}
{% set store = "container.database" %}
"""The routes of callers and their browser sessions."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response, status

from {{ package_name }}.auth import services
from {{ package_name }}.auth.schemas import CallbackQuery, Identity, LoginQuery
from {{ package_name }}.callers import Caller
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
