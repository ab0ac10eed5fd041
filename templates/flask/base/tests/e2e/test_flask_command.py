import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def test_the_flask_command_finds_the_application() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flask", "routes"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "/readyz" in done.stdout
