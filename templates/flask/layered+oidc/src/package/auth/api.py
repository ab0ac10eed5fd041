"""The routes of callers and their browser sessions."""

from flask import Blueprint

from {{ package_name }}.auth.schemas import Identity
from {{ package_name }}.callers import Caller
from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.operations import operation
from {{ package_name }}.web.policy import AUTH_PREFIX

{% include "templates/flask/oidc/_parts/routes.py" %}
