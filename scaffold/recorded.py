"""What a generated project records about itself: its template, the version, and the answers."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scaffold.errors import ScaffoldError

ANSWERS_FILE = ".copier-answers.yml"


@dataclass(frozen=True)
class Recorded:
    """The answers file of a project.

    Attributes:
        root: The project's folder.
        url: The template, as copier takes it.
        commit: Its version as `git describe` names it; None for a template without versions.
        answers: The answers by question.
    """

    root: Path
    url: str
    commit: str | None
    answers: Mapping[str, Any]


def find(path: Path) -> Path:
    """The project that a path lies in.

    Raises:
        ScaffoldError: It lies in none.
    """
    target = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would leave the project by a link
    # Not by pathlib, which raises for a name that is too long.
    folders = (target, *target.parents)
    root = next((p for p in folders if os.path.isfile(p / ANSWERS_FILE)), None)  # noqa: PTH113
    if root is None:
        message = f"{path} is in no generated project: there is no {ANSWERS_FILE} above it"
        raise ScaffoldError(message, "Run it in a project that `scaffold new` or copier made.")
    return root


def read(root: Path) -> Recorded:
    """Read the answers file of the project at `root`.

    Raises:
        ScaffoldError: It cannot be read, or names no template.
    """
    path = root / ANSWERS_FILE
    try:
        return parse(path.read_text("utf-8"), root)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        message = f"{path} cannot be read: {' '.join(str(error).split())}"
        raise ScaffoldError(message) from error


def parse(text: str, root: Path) -> Recorded:
    """Read the text of an answers file.

    Raises:
        ScaffoldError: It names no template.
        yaml.YAMLError: It is no YAML.
    """
    stored = yaml.safe_load(text)
    if not isinstance(stored, Mapping) or "_src_path" not in stored:
        message = f"{root / ANSWERS_FILE} does not say which template the project came from"
        raise ScaffoldError(message)
    commit = stored.get("_commit")
    answers = {str(key): value for key, value in stored.items() if not str(key).startswith("_")}
    return Recorded(
        root, str(stored["_src_path"]), None if commit is None else str(commit), answers
    )
