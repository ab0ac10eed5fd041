"""The routes of callers and their browser sessions."""

from typing import Annotated

from fastapi import APIRouter, Depends

from {{ package_name }}.auth.schemas import Identity
from {{ package_name }}.callers import Caller
from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.policy import AUTH_PREFIX

{% include "templates/fastapi/oidc/_parts/routes.py" %}
