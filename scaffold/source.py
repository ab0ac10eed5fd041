"""Where the template lies, and a folder from which its questions can be read now.

Copier fetches the template itself when it renders. The questions are needed earlier, so a template
that is not on this disk is fetched once more into a temporary folder.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

from scaffold import embedded, programs
from scaffold.errors import ScaffoldError, UsageError
from scaffold.template import CONFIG_NAMES

_REMOTE = re.compile(r"^([a-z][a-z0-9+.-]*://|git@|gh:|gl:|git\+|[\w.-]+@[\w.-]+:)")
_KNOWN_TO_COPIER = (
    *("git@", "git://", "git+", "gh:", "gl:"),
    *("https://github.com/", "https://gitlab.com/"),
)
_ALIASES = {"gh:": "https://github.com/", "gl:": "https://gitlab.com/"}


@dataclass(frozen=True)
class Source:
    """One version of a template.

    Attributes:
        url: What copier is given and records as `_src_path`.
        ref: The version copier is to use; None for a folder without versions.
        root: A folder with the files of that version.
    """

    url: str
    ref: str | None
    root: Path


def built_in() -> Path:
    """The template that this installation brings: packaged, or the checkout it runs from."""
    return embedded.FILES if embedded.installed() else embedded.CHECKOUT


@contextmanager
def open_source(url: str | None, ref: str | None) -> Iterator[Source]:
    """Find a template and make its files readable for the duration of the block.

    Args:
        url: A git URL or a path as copier takes it; None for the built-in template.
        ref: A tag, branch or commit; None for what copier would take: the latest release, or the
            present state when nothing was released.

    Raises:
        ScaffoldError: There is no template at that place, or no such version of it.
        UsageError: A version is asked of a folder that has none.
    """
    if url is None and embedded.installed() and embedded.history() and programs.find("git"):
        url = embedded.URL
    if url == embedded.URL:
        with _embedded(ref) as found:
            yield found
        return
    location = Path(os.path.expanduser(url)) if url else built_in()  # noqa: PTH111 - `~nobody` is a name
    if url and _is_remote(url):
        with _checkout(_expand(url), ref, shown=url) as (root, resolved):
            yield Source(_for_copier(url), resolved, root)
        return
    if not os.path.exists(location):  # noqa: PTH110 - pathlib raises for a name too long
        message = f"there is no template at {location}"
        raise ScaffoldError(message, "--template takes a git URL or the path of a template.")
    place = str(location.resolve())
    if location.is_file():  # a git bundle
        with _checkout(place, ref, shown=place) as (root, resolved):
            yield Source(place, resolved, root)
    elif not (location / ".git").exists() or programs.find("git") is None:
        if ref:
            message = f"{location} is not a git repository, so it has no version {ref!r}"
            raise UsageError(message)
        yield Source(place, None, _checked(location.resolve()))
    elif (wanted := ref or (_latest_tag(place) if url else "HEAD")) == "HEAD":
        yield Source(place, "HEAD", _checked(location.resolve()))
    else:
        with _checkout(place, wanted, shown=place) as (root, resolved):
            yield Source(place, resolved, root)


def latest(url: str) -> str:
    """The version that `open_source` takes without a `ref`, as `git describe` would name it.

    Raises:
        ScaffoldError: The template cannot be reached.
    """
    if url == embedded.URL:
        wanted = embedded.present_version()
        place = embedded.CHECKOUT
        if wanted == "HEAD" and embedded.installed():
            return embedded.heads()["HEAD"][:7]
    elif _is_remote(url):
        wanted = _latest_tag(_expand(url))
        if wanted == "HEAD":
            listed = programs.run(["git", "ls-remote", "--", _expand(url), "HEAD"])
            return listed.stdout[:7] or wanted
        return wanted
    else:
        place = Path(os.path.expanduser(url))  # noqa: PTH111 - as in open_source
        wanted = _latest_tag(str(place.resolve()))
    described = programs.run(["git", "describe", "--tags", "--always", wanted], cwd=place)
    return described.stdout.strip() if wanted == "HEAD" and not described.code else wanted


@contextmanager
def _embedded(ref: str | None) -> Iterator[Source]:
    history = embedded.history()
    if history is None:
        message = "this installation of scaffold-backend carries no versions of its template"
        raise ScaffoldError(message, embedded.NO_HISTORY)
    present = embedded.present_version()
    if embedded.installed() and ref in {None, present}:
        yield Source(embedded.URL, present, embedded.FILES)
        return
    with _checkout(str(history), ref or present, shown=embedded.URL) as (root, resolved):
        yield Source(embedded.URL, resolved, root)


def _checked(root: Path) -> Path:
    if not any((root / name).is_file() for name in CONFIG_NAMES):
        message = f"{root} is no template: it has no copier.yml"
        raise ScaffoldError(message, "--template takes a git URL or the path of a template.")
    return root


def _is_remote(url: str) -> bool:
    return bool(_REMOTE.match(url)) and not Path(url).exists()


def _expand(url: str) -> str:
    for alias, host in _ALIASES.items():
        if url.startswith(alias):
            return host + url.removeprefix(alias).removeprefix("/").removesuffix(".git") + ".git"
    return url.removeprefix("git+")


def _for_copier(url: str) -> str:
    """The URL, marked as git's where copier would take it for a folder."""
    known = url.endswith(".git") or url.startswith(_KNOWN_TO_COPIER)
    return url if known else f"git+{url}"


@contextmanager
def _checkout(url: str, ref: str | None, *, shown: str) -> Iterator[tuple[Path, str]]:
    if programs.find("git") is None:
        message = f"git is needed to fetch the template {shown} and is not installed"
        raise ScaffoldError(message, "Install git, or name a folder with --template.")
    wanted = ref or _latest_tag(url)
    folder = Path(tempfile.mkdtemp(prefix="scaffold-template-"))
    try:
        fetched = programs.run(
            ["git", "clone", "--quiet", "--no-checkout", "--filter=blob:none", "--", url, folder]
        )
        if fetched.code:
            raise _unreachable(shown, fetched)
        for candidate in (wanted, f"origin/{wanted}"):
            commit = programs.run(
                [
                    "git",
                    "rev-parse",
                    "--verify",
                    "--quiet",
                    "--end-of-options",
                    f"{candidate}^{{commit}}",
                ],
                cwd=folder,
            )
            if commit.code == 0:
                break
        else:
            message = f"the template {shown} has no version {wanted!r}"
            raise ScaffoldError(message, "--ref takes a tag, a branch or a commit.")
        done = programs.run(
            ["git", "checkout", "--quiet", "--detach", commit.stdout.strip()], cwd=folder
        )
        if done.code:
            raise _unreachable(shown, done)
        yield _checked(folder), wanted
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _latest_tag(url: str) -> str:
    """The highest release by PEP 440, as copier picks it, or HEAD."""
    listed = programs.run(["git", "ls-remote", "--tags", "--refs", "--", url])
    if listed.code:
        raise _unreachable(url, listed)
    tags = (line.partition("refs/tags/")[2] for line in listed.stdout.splitlines())
    versions = [(version, tag) for tag in tags if (version := _version(tag)) is not None]
    released = [pair for pair in versions if not pair[0].is_prerelease]
    return max(released)[1] if released else "HEAD"


def _version(tag: str) -> Version | None:
    try:
        return Version(tag)
    except InvalidVersion:
        return None


def _unreachable(url: str, completed: programs.Completed) -> ScaffoldError:
    message = f"the template {url} cannot be fetched: {completed.reason}"
    return ScaffoldError(message, "Check the address and your access to it with `git ls-remote`.")
