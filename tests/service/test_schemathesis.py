"""The OpenAPI document against the service that publishes it: generated requests, all checks on."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import CASES, Deploy
from .harness import beyond_schema
from .harness.accounts import SIGN_IN, create_admin, session
from .harness.callers import CREDENTIALS, admin
from .harness.deployment import Deployment, Server
from .harness.project import surroundings

pytestmark = [
    pytest.mark.needs(example="orders"),
    pytest.mark.once_for("framework", "architecture"),
    pytest.mark.short,
]

GENERATED = re.compile(r"(\d+) generated")
SEED = "20260101"
EXAMPLES = "20"
"""Generated requests for each operation and phase."""
ONLY_REFUSED = re.compile(r"^Authentication failed: .*?^💡", re.DOTALL | re.MULTILINE)
NEEDS_A_CODE = {
    f"POST /api/v1/auth/mfa/{path}" for path in ("confirm", "disable", "recovery-codes")
}
"""Operations that no caller gets through whose code was made up."""
ORIGIN = "https://app.example"
PRODUCTION = {
    "ENVIRONMENT": "production",
    "ALLOWED_HOSTS": "127.0.0.1",
    "CORS_ORIGINS": ORIGIN,
}
HOOKS = {
    "SCHEMATHESIS_HOOKS": "beyond_schema",
    "PYTHONPATH": str(Path(beyond_schema.__file__).parent),
}


def test_schemathesis_finds_nothing(
    deploy: Deploy,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    # In production the cookie has the name that the document gives it.
    deployment = deploy(**PRODUCTION)
    server = deployment.serve()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/openapi.json"),
            *("--checks", "all", "--max-examples", EXAMPLES, "--seed", SEED),
            *("--generation-database", "none", "--no-color", "--continue-on-failure"),
        ],
        cwd=tmp_path,
        env=surroundings() | HOOKS | caller(deployment, server),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert refused(done.stdout) <= NEEDS_A_CODE, done.stdout
    record_property(CASES, int(GENERATED.findall(done.stdout)[-1]))


def refused(output: str) -> set[str]:
    """Find the operations that answered nothing but 401 and 403."""
    found = ONLY_REFUSED.search(output)
    return set(re.findall(r"^  - (.+)$", found[0], re.MULTILINE)) if found else set()


def caller(deployment: Deployment, server: Server) -> dict[str, str]:
    """Make an admin, and the variables that tell the hooks who that is."""
    if deployment.combination.auth != "session":
        client = admin(deployment, server)
        known = {name: client.headers[name] for name in CREDENTIALS if name in client.headers}
        return {"CREDENTIALS": json.dumps(known)}
    account = create_admin(deployment)
    return {
        "CREDENTIALS": json.dumps(session(server, account) | {"Origin": ORIGIN}),
        "ACCOUNT": json.dumps(account.credentials),
        "SIGN_IN": f"{server.url}/api/v1{SIGN_IN['session']}",
    }
