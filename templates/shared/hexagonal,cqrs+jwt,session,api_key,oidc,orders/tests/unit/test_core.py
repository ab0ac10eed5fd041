import subprocess
import sys
from pathlib import Path

# Without what `conftest.py` imports, in a process that has imported nothing else either.
PROGRAM = """
import sys
import pytest

status = pytest.main(["--noconftest", "--quiet", *sys.argv[1:]])
outside = {"alembic", "{{ framework }}", "pydantic", "redis", "sqlalchemy", "sqlmodel"}
outside &= sys.modules.keys()
sys.exit(f"imported: {outside}" if outside else status)
"""
TESTS = [
{% if auth != "none" %}
    "test_{{ auth_module | regex_replace("s$", "") }}_use_cases.py",
{% endif %}
{% if example == "orders" %}
    "test_order.py",
    "test_order_life.py",
    "test_order_use_cases.py",
{% endif %}
{% if architecture == "cqrs" and example == "orders" %}
    "test_projections.py",
{% endif %}
]


def test_the_domain_and_the_use_cases_are_tested_without_a_framework_or_a_database() -> None:
    folder = Path(__file__).parent

    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, *(str(folder / name) for name in TESTS)],
        cwd=folder.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout + result.stderr
