"""Generated projects, each made once in a test run and shared by the places it is run in."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .combination import Combination

FOREIGN = ("CI", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PYTEST_", "TEST_", "COVERAGE_")
SETTINGS = (
    *("ENVIRONMENT", "SECRET_KEY", "DATABASE_URL", "REDIS_URL", "BROKER_URL", "ALLOWED_HOSTS"),
    *("CORS_ORIGINS", "LOG_LEVEL", "METRICS_ENABLED", "RATE_LIMIT_ENABLED", "MAX_BODY_BYTES"),
    *("SMTP_URL", "MAIL_FROM", "ACCESS_TOKEN_MINUTES", "OTEL_EXPORTER_OTLP_ENDPOINT"),
    *("WEB_WORKERS", "TRUSTED_PROXIES", "OIDC_ISSUER", "OIDC_AUDIENCE"),
)


@dataclass(frozen=True, slots=True)
class Project:
    """A generated project with its environment installed."""

    directory: Path
    slug: str

    @property
    def script(self) -> Path:
        """The console script itself, for processes that get signals: `uv run` would be a parent."""
        return self.directory / ".venv" / "bin" / self.slug

    @property
    def has_relay(self) -> bool:
        """Whether the README has a relay started beside the worker, as the command list shows."""
        return (self.directory / ".relay").exists()

    def alone(self) -> AbstractContextManager[None]:
        """Keep the other test processes from generating or checking this project meanwhile."""
        return exclusively(self.directory.with_suffix(".lock"))


@contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Keep the other test processes from whatever this file stands for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def surroundings() -> dict[str, str]:
    """The environment of a fresh shell: nothing of this test run, no setting of the service."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in SETTINGS and not name.startswith(FOREIGN)
    }


def generate(combination: Combination, shelf: Path) -> Project:
    """Generate and install the project of these answers below `shelf`, or find it there.

    Two test processes may ask at once, for the same answers in different places.
    """
    directory = shelf / combination.project
    project = Project(directory, combination.slug)
    with project.alone():
        if not (directory / ".ready").exists():
            answers = directory.with_suffix(".answers.json")
            answers.write_text(json.dumps(combination.answers))
            scaffold = [sys.executable, "-m", "scaffold", "new", str(directory)]
            _run([*scaffold, "--answers", str(answers), "--yes", "--no-git"], shelf)
            _run(["uv", "sync", "--quiet"], directory)
            if "\n  relay " in _run(["uv", "run", combination.slug, "--help"], directory):
                (directory / ".relay").touch()
            (directory / ".ready").touch()
    return project


def _run(command: list[str], directory: Path) -> str:
    done = subprocess.run(
        command, cwd=directory, env=surroundings(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        message = f"{' '.join(command)} exited {done.returncode}\n{done.stdout}{done.stderr}"
        raise RuntimeError(message)
    return done.stdout
