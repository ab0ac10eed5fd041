"""The application for servers that want an object: `{{ package_name }}.wsgi:app`."""

import atexit
import os
from contextlib import ExitStack

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{{ package_name }}.django_settings")
django.setup()

from {{ package_name }}.app import create_app  # noqa: E402 - it imports models, which Django must know
from {{ package_name }}.lifespan import running  # noqa: E402 - as above

app = create_app()
_lifespan = ExitStack()
_lifespan.enter_context(running(app))
atexit.register(_lifespan.close)
