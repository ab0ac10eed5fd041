"""The git work tree that a project lies in: whether it is clean, and what it holds."""

import os
from dataclasses import dataclass
from pathlib import Path

from scaffold import programs
from scaffold.errors import ScaffoldError
from scaffold.git import Entry, Repository

_SHOWN = 5


@dataclass(frozen=True)
class Worktree:
    """Where git keeps a project.

    Attributes:
        top: The top of the work tree; the project may lie deeper.
        prefix: The path from there to the project, empty or with a slash at its end.
        git_folder: Where git keeps the index of this work tree.
    """

    top: Path
    prefix: str
    git_folder: Path

    @property
    def repository(self) -> Repository:
        """Runs git at the top."""
        return Repository(self.top, {})

    @property
    def index(self) -> Path:
        """Git's index."""
        return self.git_folder / "index"

    def head(self) -> str:
        """The commit that is checked out."""
        return self.repository.text("rev-parse", "--verify", "HEAD^{commit}")

    def files(self) -> dict[str, Entry]:
        """The project's committed files, by their path in the project."""
        return self.repository.files(f"HEAD:{self.prefix.rstrip('/')}")

    def unmerged(self) -> list[str]:
        """The paths in the project that git holds to be in conflict."""
        lines = self.repository.run("ls-files", "--unmerged", "-z", "--", self.prefix or ".")
        paths = {os.fsdecode(line.partition(b"\t")[2]) for line in lines.split(b"\0")[:-1]}
        return sorted(path.removeprefix(self.prefix) for path in paths)

    def require_clean(self) -> None:
        """Make sure that everything in the project is committed.

        Raises:
            ScaffoldError: Something is not, or git is at work.
        """
        if (self.git_folder / "index.lock").exists():
            message = f"git is at work here: there is {self.git_folder / 'index.lock'}"
            raise ScaffoldError(message, "Wait for it, or remove the file if no git is running.")
        output = self.repository.run("status", "--porcelain", "-z", "--", self.prefix or ".")
        changes = [os.fsdecode(line) for line in output.split(b"\0") if line]
        if changes:
            more = f", and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else ""
            shown = ", ".join(line[3:] for line in changes[:_SHOWN])
            message = f"there are changes that are not committed: {shown}{more}"
            raise ScaffoldError(
                message, "Commit them, or put them aside with `git stash --include-untracked`."
            )


def find(root: Path) -> Worktree:
    """The work tree around the project at `root`.

    Raises:
        ScaffoldError: There is none, or nothing is committed yet.
    """
    found = programs.run(["git", "rev-parse", "--show-toplevel"], cwd=root)
    if found.code:
        message = f"{root} is in no git repository, so nothing could be undone"
        raise ScaffoldError(message, 'git init && git add -A && git commit -m "Start the project"')
    top = Path(found.stdout.removesuffix("\n"))
    here = Repository(root, {})
    tree = Worktree(
        top,
        here.text("rev-parse", "--show-prefix"),
        Path(here.text("rev-parse", "--absolute-git-dir")),
    )
    if programs.run(["git", "rev-parse", "--verify", "--quiet", "HEAD"], cwd=root).code:
        message = f"nothing is committed in {top} yet"
        raise ScaffoldError(message, "git add -A && git commit")
    if f"{tree.prefix}.copier-answers.yml" not in _tracked(tree):
        message = f"{root}/.copier-answers.yml is not committed"
        raise ScaffoldError(message, "git add -A && git commit")
    return tree


def _tracked(tree: Worktree) -> set[str]:
    listed = tree.repository.run("ls-files", "-z", "--", tree.prefix or ".")
    return {os.fsdecode(name) for name in listed.split(b"\0")}
