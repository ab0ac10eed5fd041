"""The application for other servers and for the `flask` command: `{{ package_name }}.wsgi:app`."""

import atexit
from contextlib import ExitStack

from {{ package_name }}.app import create_app
from {{ package_name }}.lifespan import running

app = create_app()
_lifespan = ExitStack()
_lifespan.enter_context(running(app))
atexit.register(_lifespan.close)
