import os
import subprocess
import sys

from tests.processes import PROJECT, STOP_SECONDS

SERVE_ONE_REQUEST = """\
from {{ package_name }}.wsgi import app

assert app.test_client().get("/livez").status_code == 200
"""


def python(*arguments: str, **variables: str) -> str:
    """Run a program to its end, and return what it printed."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        text=True,
        timeout=STOP_SECONDS,
        check=True,
    ).stdout


def test_the_flask_command_finds_the_application(sqlite_url: str) -> None:
    assert "/livez" in python("-m", "flask", "routes", DATABASE_URL=sqlite_url)


def test_a_process_that_has_served_a_request_can_end(sqlite_url: str) -> None:
    python("-c", SERVE_ONE_REQUEST, DATABASE_URL=sqlite_url)
