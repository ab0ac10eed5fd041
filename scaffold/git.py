"""Git's own storage: trees of files that are compared and merged without touching a work tree."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scaffold import programs
from scaffold.errors import ScaffoldError

NEEDED = (2, 38)  # the first with `merge-tree --write-tree`
GITLINK = "160000"
_IDENTITY = {
    "GIT_AUTHOR_NAME": "scaffold",
    "GIT_AUTHOR_EMAIL": "scaffold@localhost",
    "GIT_COMMITTER_NAME": "scaffold",
    "GIT_COMMITTER_EMAIL": "scaffold@localhost",
}
_QUIET = (
    "-c",
    "core.safecrlf=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=" + os.devnull,
)


@dataclass(frozen=True)
class Entry:
    """A file in git's storage: its mode as octal digits, and the name of its content."""

    mode: str
    oid: str


Files = Mapping[str, Entry]
"""Files by their path, parts joined by `/`."""


@dataclass(frozen=True)
class Repository:
    """A git repository, with or without a work tree.

    Attributes:
        folder: Where git is run.
        env: Variables that git needs to find it.
    """

    folder: Path
    env: Mapping[str, str]

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        ok: tuple[int, ...] = (0,),
        env: Mapping[str, str] | None = None,
    ) -> bytes:
        """Run git and return what it prints.

        Raises:
            ScaffoldError: Git ends with a code that is not in `ok`.
            OSError: The disk is full.
        """
        done = subprocess.run(  # noqa: S603 - the arguments are a list, no shell reads them
            ["git", *_QUIET, *arguments],  # noqa: S607 - the user's git
            cwd=self.folder,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", **self.env, **(env or {})},
            input=stdin,
            capture_output=True,
            check=False,
        )
        if done.returncode not in ok:
            said = programs.Completed(1, "", done.stderr.decode("utf-8", "replace")).reason
            programs.raise_if_disk_is_full(said)
            message = f"git {' '.join(arguments[:3])} failed: {said}"
            raise ScaffoldError(message)
        return done.stdout

    def text(self, *arguments: str, env: Mapping[str, str] | None = None) -> str:
        """Run git and return its one line."""
        return os.fsdecode(self.run(*arguments, env=env)).strip("\n")

    def files(self, tree: str) -> dict[str, Entry]:
        """The files of a tree."""
        found = {}
        for line in self.run("ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0")[:-1]:
            about, _, path = line.partition(b"\t")
            mode, _, oid = about.decode().split()
            found[os.fsdecode(path)] = Entry(mode, oid)
        return found

    def tree(self, files: Files) -> str:
        """Store a tree of these files."""
        lines = b"".join(
            f"{entry.mode} {entry.oid}\t".encode() + os.fsencode(path) + b"\0"
            for path, entry in files.items()
        )
        with tempfile.TemporaryDirectory(prefix="scaffold-index-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self.run("update-index", "-z", "--index-info", stdin=lines, env=index)
            return self.text("write-tree", env=index)

    def tree_of(self, folder: Path) -> str:
        """Store everything that lies in a folder as a tree."""
        with tempfile.TemporaryDirectory(prefix="scaffold-index-") as place:
            here = {"GIT_INDEX_FILE": str(Path(place) / "index"), "GIT_WORK_TREE": str(folder)}
            # What is stored must be what was rendered.
            options = ("-C", str(folder), "-c", "core.autocrlf=false")
            self.run(*options, "add", "--all", "--force", ".", env=here)
            return self.text("write-tree", env=here)

    def contents(self, oids: Iterable[str]) -> dict[str, bytes]:
        """What is stored under these names."""
        wanted = list(dict.fromkeys(oids))
        output = self.run("cat-file", "--batch", stdin="".join(f"{o}\n" for o in wanted).encode())
        found, start = {}, 0
        for oid in wanted:
            end = output.index(b"\n", start)
            size = int(output[start:end].split()[2])
            found[oid] = output[end + 1 : end + 1 + size]
            start = end + size + 2
        return found

    def store(self, contents: Mapping[str, bytes]) -> dict[str, str]:
        """Store texts; return the name of each under the same key."""
        with tempfile.TemporaryDirectory(prefix="scaffold-blobs-") as folder:
            names = {key: Path(folder) / str(number) for number, key in enumerate(contents)}
            for key, path in names.items():
                path.write_bytes(contents[key])
            listed = "".join(f"{path}\n" for path in names.values()).encode()
            stored = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=listed)
        return dict(zip(names, stored.decode().split(), strict=True))

    def commit(self, tree: str, *parents: str) -> str:
        """Store a commit that nothing refers to."""
        options = [word for parent in parents for word in ("-p", parent)]
        return self.text("commit-tree", tree, *options, "-m", "state", env=_IDENTITY)

    def renames(self, before: str, after: str) -> dict[str, str]:
        """The files that lie elsewhere in the tree `after`: their new paths with the old ones."""
        options = ("-r", "-z", "-M", "-l0", "--diff-filter=R", "--name-status")
        words = self.run("diff-tree", *options, before, after).split(b"\0")[:-1]
        names = [os.fsdecode(word) for word in words]
        return {names[i + 2]: names[i + 1] for i in range(0, len(names), 3)}


def check_version() -> None:
    """Make sure that this machine's git can merge trees.

    Raises:
        ScaffoldError: There is none, or it is too old.
    """
    needed = ".".join(map(str, NEEDED))
    found = programs.run(["git", "--version"])
    words = [word for word in found.stdout.split() if word[:1].isdigit()]
    if found.code or not words:
        message = "git is not installed"
        raise ScaffoldError(message, f"Install git {needed} or later.")
    if tuple(int(part) for part in words[0].split(".")[:2] if part.isdigit()) < NEEDED:
        message = f"git {words[0]} cannot do this"
        raise ScaffoldError(message, f"Install git {needed} or later.")


@contextmanager
def scratch(repository: Repository) -> Iterator[Repository]:
    """A repository for the length of the block; it reads from another one, and writes only here."""
    with tempfile.TemporaryDirectory(prefix="scaffold-merge-") as name:
        folder = Path(name)
        form = repository.text("rev-parse", "--show-object-format")
        objects = repository.text("rev-parse", "--path-format=absolute", "--git-path", "objects")
        made = Repository(folder, {"GIT_DIR": str(folder)})
        made.run("init", "--quiet", "--bare", f"--object-format={form}")
        (folder / "objects" / "info").mkdir(exist_ok=True)
        (folder / "objects" / "info" / "alternates").write_text(f"{objects}\n", "utf-8")
        yield made
