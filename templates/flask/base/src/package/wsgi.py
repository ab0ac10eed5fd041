"""`{{ package_name }}.wsgi:app`, for other servers and for the `flask` command.

What runs beside the requests begins with the first of them: the `flask` command, its reloader and
servers that fork load the application also in processes that serve nothing.
"""

import atexit
import threading
from contextlib import ExitStack

from {{ package_name }}.app import create_app
from {{ package_name }}.lifespan import running

app = create_app()

_lifespan = ExitStack()
_first = threading.Lock()
atexit.register(_lifespan.close)


@app.before_request
def _begin() -> None:
    if _first.acquire(blocking=False):
        _lifespan.enter_context(running(app))
