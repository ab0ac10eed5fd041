{% set module = "services" %}
"""The routes of callers and their browser sessions."""

from http import HTTPStatus

from ninja import Query, Router, Status

from {{ package_name }}.auth import services
from {{ package_name }}.auth.schemas import CallbackQuery, Identity, LoginQuery
from {{ package_name }}.web.access import PUBLIC, Requires
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.login_cookie import (
    REDIRECT,
    login_cookie,
    login_cookie_name,
    no_login_cookie,
)
from {{ package_name }}.web.policy import AUTH_PREFIX
from {{ package_name }}.web.requests import (
    Request,
    Response,
    caller_of,
    container_of,
)
from {{ package_name }}.web.session_cookie import (
    SET_COOKIE,
    cookie_name,
    no_session_cookie,
    session_cookie,
)

{% include "templates/django/oidc/_parts/routes.py" %}
