"""Puts the template's history into the package, so that projects are updated without a network.

The sdist and the wheel get a git bundle of this repository up to the commit they are built from,
with the release tags. A wheel that is built from an sdist takes the bundle from there. Without git,
outside a repository and in a shallow clone there is no history to take: the build says so and goes
on, and the installed command writes projects that cannot be updated.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.version import InvalidVersion, Version

IN_SDIST = "template.bundle"
IN_WHEEL = "scaffold/_template.bundle"
# Who commits what a checkout holds besides its last commit.
_IDENTITY = {
    "GIT_AUTHOR_NAME": "scaffold",
    "GIT_AUTHOR_EMAIL": "scaffold@localhost",
    "GIT_COMMITTER_NAME": "scaffold",
    "GIT_COMMITTER_EMAIL": "scaffold@localhost",
}


class MissingHistoryError(Exception):
    """Why there is no history to put into the package."""


class TemplateHistory(BuildHookInterface):  # type: ignore[type-arg] # the configuration is not typed
    """Adds the bundle to an sdist or a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle, or take the one that came with the sdist."""
        self._folder = Path(tempfile.mkdtemp(prefix="scaffold-build-"))
        if version == "editable":  # the checkout itself is the template then
            return
        bundle = Path(self.root) / IN_SDIST
        if not bundle.is_file():
            bundle = self._folder / IN_SDIST
            try:
                write_bundle(Path(self.root), bundle, self.metadata.version)
            except MissingHistoryError as missing:
                message = f"The template's versions are left out, because {missing}. "
                self.app.display_warning(f"{message}Projects made with it cannot be updated.")
                return
        target = IN_SDIST if self.target_name == "sdist" else IN_WHEEL
        build_data["force_include"][str(bundle)] = target

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's signature
        """Remove what was needed for the build only."""
        shutil.rmtree(self._folder, ignore_errors=True)


def write_bundle(root: Path, bundle: Path, own_version: str) -> None:
    """Bundle the history of the repository at `root` as `main`, with its releases.

    Changes that are not committed yet become one more commit, as when copier reads a checkout.

    Args:
        root: The checkout.
        bundle: The file to write.
        own_version: The version that is built. Tags of later ones stay out unless they lead to it.

    Raises:
        MissingHistoryError: There is no history, or not all of it.
    """
    if shutil.which("git") is None:
        message = "git is not installed"
        raise MissingHistoryError(message)
    try:
        top = _git(root, "rev-parse", "--show-toplevel")
        head = _git(root, "rev-parse", "--verify", "HEAD^{commit}")
    except subprocess.CalledProcessError as error:
        message = f"{root} is no git repository with a commit"
        raise MissingHistoryError(message) from error
    if Path(top).resolve() != root.resolve():
        message = f"{root} is no git repository of its own"
        raise MissingHistoryError(message)
    if _git(root, "rev-parse", "--is-shallow-repository") == "true":
        message = "the clone is shallow (git fetch --unshallow --tags completes it)"
        raise MissingHistoryError(message)
    objects = _git(root, "rev-parse", "--path-format=absolute", "--git-path", "objects")
    store = bundle.with_suffix(".git")
    _git(root, "init", "--quiet", "--bare", "--initial-branch=main", str(store))
    (store / "objects" / "info" / "alternates").write_text(f"{objects}\n", "utf-8")
    _git(store, "update-ref", "refs/heads/main", _with_changes(root, store, head))
    for tag, commit in _releases(root, own_version):
        _git(store, "update-ref", f"refs/tags/{tag}", commit)
    _git(store, "bundle", "create", "--quiet", str(bundle), "HEAD", "--branches", "--tags")


def _with_changes(root: Path, store: Path, head: str) -> str:
    """The commit of what lies at `root` now: `head`, or one after it that only the bundle holds."""
    if not _git(root, "status", "--porcelain"):
        return head
    inside = {"GIT_DIR": str(store), "GIT_WORK_TREE": str(root)}
    date = _git(root, "show", "--no-patch", "--format=%cI", head)
    _git(root, "read-tree", head, env=inside)
    _git(root, "add", "--all", env=inside)
    tree = _git(root, "write-tree", env=inside)
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    message = "Changes that were not committed when the package was built"
    commit = ("commit-tree", tree, "-p", head, "-m", message)
    return _git(root, *commit, env={**inside, **_IDENTITY, **dates})


def _releases(root: Path, own_version: str) -> list[tuple[str, str]]:
    """The tags that name a version, each with its commit."""
    merged = set(_git(root, "tag", "--list", "--merged", "HEAD").split())
    found = []
    for tag in _git(root, "tag", "--list").split():
        try:
            earlier = Version(tag) <= Version(own_version)
        except InvalidVersion:
            continue
        if earlier or tag in merged:
            found.append((tag, _git(root, "rev-parse", f"refs/tags/{tag}^{{commit}}")))
    return found


def _git(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **(env or {})},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()
