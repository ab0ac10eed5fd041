"""Makes the project: copier renders it, git and uv make it ready to work in."""

import importlib
import os
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError

from scaffold import programs, settings
from scaffold.errors import ScaffoldError
from scaffold.source import Source

_FALLBACK_AUTHOR = ("scaffold", "scaffold@localhost")

Progress = Callable[[str], None]
"""Told what is being done now."""


@dataclass(frozen=True)
class Outcome:
    """How one step after rendering went.

    Attributes:
        step: What was to be done, such as `uv lock`.
        status: `done`, `skipped` (not asked for) or `failed`.
        reason: Why it was not done.
        later: The command that does it later; empty when nothing is left to do.
    """

    step: str
    status: str
    reason: str = ""
    later: str = ""


@dataclass(frozen=True)
class Rendered:
    """One file of the project and its size in bytes."""

    path: str
    size: int


def preload() -> None:
    """Import copier, which takes most of a second, while there is something else to wait for."""
    importlib.import_module("copier")


def render(source: Source, folder: Path, answers: Mapping[str, Any]) -> None:
    """Let copier render the template into `folder`, exactly as `copier copy` does.

    Raises:
        ScaffoldError: Copier refuses or fails.
        OSError: The disk does.
    """
    import copier  # noqa: PLC0415 - slow to import
    import copier.errors  # noqa: PLC0415 - slow to import
    from plumbum import ProcessExecutionError  # noqa: PLC0415 - slow to import

    with warnings.catch_warnings():
        # Copier announces that it includes uncommitted changes of a local template: we mean it to.
        warnings.simplefilter("ignore", copier.errors.CopierWarning)
        try:
            copier.run_copy(
                source.url,
                folder,
                data=dict(answers),
                vcs_ref=source.ref,
                defaults=True,
                overwrite=True,
                quiet=True,
            )
        except copier.errors.UnsafeTemplateError as error:
            message = f"the template {source.url} wants to run its own code: {_first_line(error)}"
            hint = f"If you trust it, list it under `trust:` in {settings.path()}."
            raise ScaffoldError(message, hint) from error
        except ProcessExecutionError as error:
            said = programs.Completed(1, "", str(error.stderr)).reason
            programs.raise_if_disk_is_full(said)
            message = f"copier could not read the template {source.url}: {said}"
            raise ScaffoldError(message) from error
        except (copier.errors.CopierError, ValueError) as error:
            message = f"copier refuses the template {source.url}: {_first_line(error)}"
            raise ScaffoldError(message) from error
        except OSError:
            raise
        except Exception as error:
            # An expression in a template can fail in any way that Python code can.
            message = f"the template {source.url} cannot be rendered: {_first_line(error)}"
            raise ScaffoldError(message, _place(error)) from error


def files(folder: Path) -> list[Rendered]:
    """The files below `folder` in the order of their paths."""
    return sorted(
        (
            Rendered(path.relative_to(folder).as_posix(), path.lstat().st_size)
            for path in folder.rglob("*")
            if path.is_file() or path.is_symlink()
        ),
        key=lambda item: item.path,
    )


def lock(folder: Path, progress: Progress) -> Outcome:
    """Resolve the dependencies into `uv.lock`.

    Raises:
        OSError: The disk is full.
    """
    return _uv("lock", folder, progress, "Locking the dependencies")


def install(folder: Path, progress: Progress) -> Outcome:
    """Make the project's virtual environment; without one the project is complete all the same."""
    try:
        return _uv("sync", folder, progress, "Installing the dependencies")
    except OSError as error:
        return Outcome("uv sync", "failed", error.strerror or str(error), "uv sync")


def commit(folder: Path, author: tuple[str, str], progress: Progress) -> Outcome:
    """Make `folder` a git repository with one commit of all its files.

    The user's hooks and signing key stay out of it: either could wait for someone to answer.

    Args:
        folder: The project.
        author: Name and address for the commit where git knows none; either may be empty.
        progress: Told what is being done.

    Raises:
        OSError: The disk is full.
    """
    step = "git commit"
    later = 'git init && git add -A && git commit -m "Start the project"'
    if programs.find("git") is None:
        return Outcome(step, "failed", "git is not installed", later)
    progress("Making the first commit")
    branch = programs.run(["git", "config", "--get", "init.defaultBranch"]).stdout.strip() or "main"
    quiet = ["git", "-c", f"core.hooksPath={os.devnull}", "-c", "core.safecrlf=false"]
    for command in (
        ["git", "init", "--quiet", f"--initial-branch={branch}"],
        [*quiet, "add", "--all"],
        [
            *quiet,
            *_identity(folder, author),
            *("commit", "--quiet", "--no-verify", "--no-gpg-sign"),
            *("--message", "Start the project"),
        ],
    ):
        done = programs.run(command, cwd=folder)
        if done.code:
            programs.raise_if_disk_is_full(done.stderr)
            return Outcome(step, "failed", done.reason, later)
    return Outcome(step, "done")


def _identity(folder: Path, author: tuple[str, str]) -> list[str]:
    """Options that name an author where git knows none."""
    options = []
    for key, name, fallback in zip(
        ("user.name", "user.email"), author, _FALLBACK_AUTHOR, strict=True
    ):
        if not programs.run(["git", "config", "--get", key], cwd=folder).stdout.strip():
            options += ["-c", f"{key}={name or fallback}"]
    return options


def _uv(command: str, folder: Path, progress: Progress, title: str) -> Outcome:
    step = f"uv {command}"
    if programs.find("uv") is None:
        return Outcome(step, "failed", "uv is not installed (https://docs.astral.sh/uv/)", step)
    progress(f"{title} ({step})")
    # An active environment is not the project's.
    done = programs.run(["uv", command, "--quiet"], cwd=folder, env={"VIRTUAL_ENV": ""})
    if done.code:
        programs.raise_if_disk_is_full(done.stderr)
        return Outcome(step, "failed", done.reason, step)
    return Outcome(step, "done")


def _place(error: Exception) -> str:
    """Where in a template an error arose, as far as Jinja says."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{item.filename}:{item.lineno}" for item in frames if "template code" in item.name]
    if isinstance(error, TemplateSyntaxError):
        places.append(f"{error.filename}:{error.lineno}")
    return f"The mistake is in {places[-1]}." if places else ""


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
