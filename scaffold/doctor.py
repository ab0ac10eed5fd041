"""`scaffold doctor`: whether this machine has what `scaffold new` and a new project need."""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from scaffold import embedded, programs, settings, source, template
from scaffold.answers import defaults
from scaffold.errors import ScaffoldError
from scaffold.proposals import has_python

_TIMEOUT = 3.0
_INDEX = "https://pypi.org/simple/"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What.
        ok: Whether it is as it should be.
        needed: Whether nothing works without it; otherwise something is only less comfortable.
        detail: What was found.
        hint: What to do about it; empty when it is in order.
    """

    name: str
    ok: bool
    needed: bool
    detail: str
    hint: str = ""


def checks() -> list[Check]:
    """Look at everything; takes a few seconds at most."""
    return [_template(), _versions(), _settings(), _git(), _uv(), _pythons(), _index(), _terminal()]


def healthy(found: list[Check]) -> bool:
    """Whether everything that is needed is there."""
    return all(check.ok for check in found if check.needed)


def as_json(found: list[Check]) -> Mapping[str, Any]:
    """The checks as they appear in `--json` output."""
    return {"ok": healthy(found), "checks": [asdict(check) for check in found]}


def _template() -> Check:
    try:
        count = len(template.load(source.built_in()).questions)
    except ScaffoldError as error:
        hint = "Install scaffold-backend again."
        return Check("template", ok=False, needed=True, detail=error.message, hint=hint)
    return Check("template", ok=True, needed=True, detail=f"{source.built_in()}, {count} options")


def _versions() -> Check:
    """Whether projects that are made from the template of this installation can be updated."""
    if not embedded.installed():
        return Check("versions", ok=True, needed=False, detail="those of the checkout")
    if embedded.history() is None:
        missing = "this installation carries none: its projects cannot be updated"
        return Check("versions", ok=False, needed=False, detail=missing, hint=embedded.NO_HISTORY)
    known = embedded.releases()
    detail = ", ".join(known) or "no release, only the state it was built from"
    return Check("versions", ok=True, needed=False, detail=detail)


def _settings() -> Check:
    try:
        count = len(settings.load().answers)
    except ScaffoldError as error:
        return Check(
            "settings", ok=False, needed=True, detail=error.message, hint="Correct the file."
        )
    return Check("settings", ok=True, needed=True, detail=f"{settings.path()}, {count} defaults")


def _git() -> Check:
    version = programs.run(["git", "--version"], timeout=_TIMEOUT)
    if version.code:
        hint = "Install git; until then a project has no repository and updates do not work."
        return Check("git", ok=False, needed=True, detail="not found", hint=hint)
    return Check("git", ok=True, needed=True, detail=version.stdout.strip())


def _uv() -> Check:
    version = programs.run(["uv", "--version"], timeout=_TIMEOUT)
    if version.code:
        hint = "Install uv (https://docs.astral.sh/uv/); a project is locked and run with it."
        return Check("uv", ok=False, needed=True, detail="not found", hint=hint)
    return Check("uv", ok=True, needed=True, detail=version.stdout.strip())


def _pythons() -> Check:
    usable = [version for version in _python_choices() if has_python(version)]
    detail = ", ".join(usable) or "none that a project can run on"
    hint = "" if usable else "uv downloads one at the first run, or use `uv python install`."
    return Check("python", ok=bool(usable), needed=False, detail=detail, hint=hint)


def _python_choices() -> list[str]:
    try:
        loaded = template.load(source.built_in())
    except ScaffoldError:
        return []
    for name, fact in loaded.proposals.items():
        if fact == "newest-python":
            choices = loaded.questions[name].choices(defaults(loaded))
            return [str(choice.value) for choice in choices]
    return []


def _index() -> Check:
    """Whether the package index answers; any answer will do."""
    url = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL") or _INDEX
    shown = url.rpartition("@")[2]  # an index address may hold a password
    try:
        urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=_TIMEOUT).close()  # noqa: S310 - the user's own index
    except urllib.error.HTTPError:
        pass
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        hint = "A project can be written; `uv lock` and `uv sync` need the index later."
        return Check("index", ok=False, needed=False, detail=f"{shown}: {reason}", hint=hint)
    return Check("index", ok=True, needed=False, detail=f"{shown} answers")


def _terminal() -> Check:
    ok = sys.stdin.isatty() and sys.stdout.isatty()
    detail = "questions can be asked" if ok else "no terminal: questions cannot be asked"
    hint = "" if ok else "Use --yes, --answers, --preset or --set."
    return Check("terminal", ok=ok, needed=False, detail=detail, hint=hint)
