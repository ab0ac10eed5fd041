"""What owners do to a generated project.

Each edit changes the project and says which files it makes; what must still hold after an update is
found by comparing files, not by what an edit says of itself.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.update.history import edit

Edit = Callable[[Path], None]


def field_added(project: Path) -> None:
    """A field of the order's lines, and a setting."""
    model = next(
        path
        for path in (project / "src/shop/orders/models.py", project / "src/shop/domain/orders.py")
        if path.is_file()
    )
    edit(
        model,
        "    sku: str\n    quantity: int\n    unit_price: Money\n",
        '    sku: str\n    quantity: int\n    unit_price: Money\n    gift_note: str = ""\n',
    )
    edit(
        project / "src/shop/settings.py",
        "    rate_limit_enabled: bool = True\n",
        '    shop_name: str = "Tea"\n    rate_limit_enabled: bool = True\n',
    )
    edit(project / ".env.example", "RATE_LIMIT_ENABLED=", "SHOP_NAME=\nRATE_LIMIT_ENABLED=")


def route_added(project: Path) -> None:
    """A function below the routes of the orders."""
    api = next(
        path
        for path in (
            project / "src/shop/orders/api.py",
            project / "src/shop/entrypoints/http/orders.py",
        )
        if path.is_file()
    )
    text = api.read_text("utf-8")
    api.write_text(
        f'{text}\n\ndef gift_notes() -> list[str]:\n    """List the notes."""\n    return []\n',
        "utf-8",
    )


def test_changed(project: Path) -> None:
    """Another case at the end of the tests of the settings."""
    tests = project / "tests/unit/test_settings.py"
    text = tests.read_text("utf-8")
    added = "def test_the_owner_has_a_test() -> None:\n    assert Settings().max_body_bytes\n"
    tests.write_text(f"{text}\n\n{added}", "utf-8")


def file_deleted(project: Path) -> None:
    """The load test, and a test that the template goes on to change."""
    (project / "load/locustfile.py").unlink()
    (project / "tests/unit/test_settings.py").unlink()


def file_moved(project: Path) -> None:
    """The tests of the settings get a name of the owner's, and a line."""
    old = project / "tests/unit/test_settings.py"
    new = project / "tests/unit/test_configuration.py"
    old.rename(new)
    new.write_text(f'"""How the shop is configured."""\n\n{new.read_text("utf-8")}', "utf-8")


def dependency_added(project: Path) -> None:
    """A line in `pyproject.toml`."""
    edit(project / "pyproject.toml", '    "structlog', '    "stamina>=25",\n    "structlog')


def formatter_run(project: Path) -> None:
    """The owner's formatter has shorter lines and single quotes."""
    style = "format.quote-style = 'single'"
    command = [sys.executable, "-m", "ruff", "format", "--quiet", "--isolated"]
    options = ["--line-length=72", "--config", style]
    paths = [str(project / "src/shop/web"), str(project / "tests/e2e")]
    subprocess.run([*command, *options, *paths], check=True)


def example_removed(project: Path) -> None:
    """Everything that is named after the orders goes, by hand."""
    for path in list(project.rglob("*order*")):
        if path.is_file() and ".git" not in path.parts:
            path.unlink()


def crlf(project: Path) -> None:
    """Every file gets the line endings of Windows."""
    for path in project.rglob("*"):
        if path.is_file() and ".git" not in path.relative_to(project).parts:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def crlf_and_field(project: Path) -> None:
    """Both, as they come together."""
    field_added(project)
    crlf(project)


def renamed_file_edited(project: Path) -> None:
    """A line in a helper that the template goes on to rename."""
    helper = project / "tests/concurrently.py"
    if not helper.exists():
        helper = project / "tests/concurrency.py"
    text = helper.read_text("utf-8")
    helper.write_text(text.replace('"""\n', '"""\n# The owner knows why.\n', 1), "utf-8")


def dropped_file_edited(project: Path) -> None:
    """A line in a file that the template goes on to remove."""
    page = project / "docs/adr/0004-jwt-accounts.md"
    if page.exists():
        page.write_text(f"{page.read_text('utf-8')}\nThe owner agrees.\n", "utf-8")


def same_line_changed(project: Path) -> None:
    """The line before which the template puts a setting, and that of the dependency it moves."""
    settings = project / "src/shop/settings.py"
    edit(settings, "max_body_bytes: PositiveInt = 1024 * 1024", "max_body_bytes: PositiveInt = 99")
    manifest = project / "pyproject.toml"
    text = manifest.read_text("utf-8")
    manifest.write_text(
        text.replace('"click>=8.5"', '"click>=8.3"').replace('"click>=8.4"', '"click>=8.3"'),
        "utf-8",
    )


def everything(project: Path) -> None:
    """Many edits at once."""
    for each in (field_added, route_added, file_moved, dependency_added, renamed_file_edited):
        each(project)


EDITS: tuple[Edit, ...] = (
    field_added,
    route_added,
    test_changed,
    file_deleted,
    file_moved,
    dependency_added,
    formatter_run,
    example_removed,
    crlf,
    crlf_and_field,
    renamed_file_edited,
    dropped_file_edited,
    same_line_changed,
    everything,
)


def expected_conflicts(name: str, before: str, after: str) -> set[str]:
    """The files that both sides have changed in the same place, written down by hand."""
    found = set()
    if name == "formatter_run" and before < "v0.3.0" <= after:
        # The formatter wraps the import below the one that follows the renamed file.
        found.add("tests/e2e/test_tokens.py")
    if name != "same_line_changed":
        return found
    if before < "v0.2.0" <= after:
        found.add("src/shop/settings.py")
    if before < "v0.4.0" <= after:
        found.add("pyproject.toml")
    return found


def expected_kept(name: str, before: str, after: str) -> set[str]:
    """The files that the template drops and the owner has edited, written down by hand."""
    dropped = name == "dropped_file_edited" and before < "v0.4.0" <= after
    return {"docs/adr/0004-jwt-accounts.md"} if dropped else set()
