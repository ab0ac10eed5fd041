"""The template that the installed package brings: its files, and its history as a git bundle.

Projects record it as `git+scaffold://templates.git`, which means the same on every machine that has
this package: plain copier reaches it through `git-remote-scaffold` (see `scaffold.remote`).
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

URL = "git+scaffold://templates.git"
_REMOTE = URL.removeprefix("git+")
_HERE = Path(__file__).parent
FILES = _HERE / "_template"
BUNDLE = _HERE / "_template.bundle"
CHECKOUT = _HERE.parent
NO_HISTORY = (
    "It was built without git, outside a git repository or from a shallow clone. Install a "
    "released scaffold-backend, or build it from a full clone with its tags."
)


def installed() -> bool:
    """Whether this is an installed package; otherwise it runs from a checkout."""
    return FILES.is_dir()


def history() -> Path | None:
    """Where git finds the template's versions: the bundle, or the checkout this runs from."""
    if BUNDLE.is_file():
        return BUNDLE
    return CHECKOUT if not installed() and (CHECKOUT / ".git").exists() else None


def heads(bundle: Path = BUNDLE) -> Mapping[str, str]:
    """The commit of each ref in the bundle; empty when there is no bundle.

    The header of a bundle is text: a signature, capabilities that begin with `@`, one line for each
    ref, and an empty line (gitformat-bundle).
    """
    found = {}
    try:
        with bundle.open("rb") as file:
            for line in file:
                words = line.decode().split()
                if not words:
                    break
                if not line.startswith((b"#", b"@", b"-")):
                    found[words[1]] = words[0]
    except FileNotFoundError:
        return {}
    return found


def present_version() -> str:
    """What copier is to check out to get `FILES`: a release, or `HEAD` between two of them."""
    refs = heads()
    present = refs.get("HEAD")
    here = _releases(name for name, commit in refs.items() if commit == present)
    return here[-1] if here else "HEAD"


def releases() -> list[str]:
    """The releases in the bundle, the oldest first."""
    return _releases(heads())


def teach_git() -> None:
    """Let every git that this process starts read the versions directly, without the helper."""
    place = history()
    if place is None:
        return
    count = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    os.environ[f"GIT_CONFIG_KEY_{count}"] = f"url.{place}.insteadOf"
    os.environ[f"GIT_CONFIG_VALUE_{count}"] = _REMOTE
    os.environ["GIT_CONFIG_COUNT"] = str(count + 1)


def _releases(names: Iterable[str]) -> list[str]:
    """The tags among refs that name a version, the oldest first."""
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415 - `--help` needs none

    found = {}
    for name in names:
        tag = name.removeprefix("refs/tags/")
        if tag != name:
            with suppress(InvalidVersion):
                found[tag] = Version(tag)
    return sorted(found, key=found.__getitem__)
