"""A table of template versions, made from this repository's template: a git history with tags.

Each version does one of the things that happen to a template: a setting comes, a file is renamed, a
file goes and a dependency moves, a test and a page come.
"""

import re
import shutil
from pathlib import Path

from tests.cli.support import commit_all

VERSIONS = ("v0.1.0", "v0.2.0", "v0.3.0", "v0.4.0", "v0.5.0")
BASE = "templates/shared/base"
PACKAGE = f"{BASE}/src/package"
NOTES = """# Upgrade notes

## 0.5.0

A test of the settings came.

## 0.4.0

`docs/adr/0004-jwt-accounts.md` is gone.

## 0.2.0

### Settings

- `MOTTO` came.
"""


def make(repository: Path, folder: Path) -> Path:
    """Write the template with all its versions to `folder`."""
    write_first(repository, folder)
    commit_all(folder, VERSIONS[0])
    steps = (add_setting, rename_helper, remove_page, add_page_and_test)
    for step, version in zip(steps, VERSIONS[1:], strict=True):
        step(folder)
        write_notes(folder)
        commit_all(folder, version)
    return folder


def write_first(repository: Path, folder: Path) -> None:
    """Write the template as it is now."""
    folder.mkdir()
    shutil.copy(repository / "copier.yml", folder)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repository / "templates", folder / "templates", ignore=ignore)


def write_notes(root: Path) -> None:
    """Write the upgrade notes of all versions."""
    (root / "UPGRADING.md").write_text(NOTES, "utf-8")


def edit(path: Path, before: str, after: str) -> None:
    """Replace a text that must be there once."""
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{path}: {before!r} stands there {text.count(before)} times"
    path.write_text(text.replace(before, after), "utf-8")


def add_setting(root: Path) -> None:
    """A setting comes: in the code, the example of the environment and the README."""
    edit(
        root / PACKAGE / "settings.py",
        "    max_body_bytes: ",
        '    motto: str = "Measure twice."\n    max_body_bytes: ',
    )
    edit(root / BASE / ".env.example", "MAX_BODY_BYTES=", "MOTTO=\nMAX_BODY_BYTES=")
    row = "| `MAX_BODY_BYTES` |"
    edit(root / BASE / "README.md", row, f"| `MOTTO` | | shown to nobody |\n{row}")


def rename_helper(root: Path) -> None:
    """`tests/concurrently.py` becomes `tests/concurrency.py`, and grows."""
    old, new = root / BASE / "tests" / "concurrently.py", root / BASE / "tests" / "concurrency.py"
    old.rename(new)
    new.write_text(new.read_text("utf-8") + "\n\nAT_MOST = 64\n", "utf-8")
    for path in (root / "templates").rglob("*"):
        if path.is_file() and b"concurrently" in path.read_bytes():
            text = path.read_text("utf-8")
            text = re.sub(r"tests([./])concurrently\b", r"tests\1concurrency", text)
            path.write_text(text, "utf-8")


def remove_page(root: Path) -> None:
    """A page goes, and a dependency moves."""
    page = "docs/adr/0004-jwt-accounts.md"
    (root / "templates/shared/jwt" / page).unlink()
    manifest = root / "templates" / "manifest.yml"
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join(line for line in lines if page not in line), "utf-8")
    dependencies = root / BASE / "_fragments" / "pyproject.toml" / "dependencies"
    text = dependencies.read_text("utf-8")
    dependencies.write_text(re.sub(r'"click>=[\d.]+"', '"click>=8.4"', text), "utf-8")


def add_page_and_test(root: Path) -> None:
    """A page and a test come."""
    page = root / BASE / "docs" / "words.md"
    page.parent.mkdir()
    page.write_text("# Words\n\nAn order is what somebody wants to buy.\n", "utf-8")
    entry = '    - {to: "README.md", src: "templates/shared/base/README.md"}\n'
    added = entry.replace("README.md", "docs/words.md")
    edit(root / "templates" / "manifest.yml", entry, entry + added)
    tests = root / BASE / "tests" / "unit" / "test_settings.py"
    edit(
        tests,
        "def test_an_empty_environment_is_enough_for_development() -> None:",
        "def test_the_motto_is_kept() -> None:\n    assert load_settings().motto\n\n\n"
        "def test_an_empty_environment_is_enough_for_development() -> None:",
    )
