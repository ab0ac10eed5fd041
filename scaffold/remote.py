"""`git-remote-scaffold`: git's way to the embedded template.

Git starts it for URLs that begin with `scaffold://` and speaks with it on standard input and output
(gitremote-helpers). A bundle needs no server: its refs are listed, its objects unpacked into the
repository that asks.
"""

import subprocess
import sys

from scaffold import embedded


def main() -> int:
    """Answer git until it closes the pipe."""
    refs = embedded.heads()
    if not refs:
        said = "this installation of scaffold-backend carries no versions of its template"
        sys.stderr.write(f"fatal: {said}; `scaffold doctor` says why\n")
        return 1
    fetching = False
    for line in sys.stdin:
        match line.split():
            case ["capabilities"]:
                _answer("fetch", "")
            case ["list"]:
                named = [f"{commit} {name}" for name, commit in refs.items() if name != "HEAD"]
                _answer(*named, "@refs/heads/main HEAD", "")
            case ["fetch", *_]:  # one line for each ref, then an empty one
                fetching = True
            case [] if fetching:
                unbundle = ["git", "bundle", "unbundle", str(embedded.BUNDLE)]
                subprocess.run(unbundle, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - no shell
                fetching = False
                _answer("")
            case _:
                return 0 if not line.strip() else 1
    return 0


def _answer(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
