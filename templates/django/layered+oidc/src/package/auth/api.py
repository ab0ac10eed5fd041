"""The routes of callers and their browser sessions."""

from ninja import Router

from {{ package_name }}.auth.schemas import Identity
from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.policy import AUTH_PREFIX
from {{ package_name }}.web.requests import Request, caller_of

{% include "templates/django/oidc/_parts/routes.py" %}
