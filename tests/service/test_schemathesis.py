"""The OpenAPI document against the service that publishes it: generated requests, all checks on."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import CASES, Deploy
from .harness import beyond_schema
from .harness.callers import CREDENTIALS, admin
from .harness.project import surroundings

pytestmark = [
    pytest.mark.needs(auth="jwt", example="orders"),
    pytest.mark.once_for("framework", "architecture"),
]

GENERATED = re.compile(r"(\d+) generated")
SEED = "20260101"
EXAMPLES = "20"
"""Generated requests for each operation and phase."""
HOOKS = {
    "SCHEMATHESIS_HOOKS": "beyond_schema",
    "PYTHONPATH": str(Path(beyond_schema.__file__).parent),
}


def test_schemathesis_finds_nothing(
    deploy: Deploy,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    deployment = deploy()
    server = deployment.serve()
    client = admin(deployment, server)
    known = [f"{name}: {client.headers[name]}" for name in CREDENTIALS if name in client.headers]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/openapi.json"),
            *("--checks", "all", "--max-examples", EXAMPLES, "--seed", SEED),
            *("--generation-database", "none", "--no-color", "--continue-on-failure"),
            *(argument for header in known for argument in ("--header", header)),
        ],
        cwd=tmp_path,
        env=surroundings() | HOOKS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Authentication failed" not in done.stdout, done.stdout
    record_property(CASES, int(GENERATED.findall(done.stdout)[-1]))
