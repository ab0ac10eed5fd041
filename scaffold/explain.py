"""`scaffold explain`: which answers brought a file into a project, and what it is for."""

import ast
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold import manifest, recorded, source, template
from scaffold.answers import Given, Layer, complete, resolve
from scaffold.errors import Origin, ScaffoldError
from scaffold.recorded import ANSWERS_FILE
from scaffold.source import Source

_COMMENT = re.compile(r"^\s*(?:#+!?|//+|--|<!--|/\*+|;+|\{#)\s*(.*?)\s*(?:-->|\*/|#\})?\s*$")


@dataclass(frozen=True)
class Explanation:
    """Where one file of a project comes from.

    Attributes:
        path: The path in the project.
        purpose: The first sentence of the file about itself; empty when it says nothing.
        parts: The template files that it is made of.
    """

    path: str
    purpose: str
    parts: Sequence[manifest.Part]

    def as_json(self) -> Mapping[str, Any]:
        """The explanation as it appears in `--json` output."""
        return {
            "path": self.path,
            "purpose": self.purpose,
            "parts": [
                {"template": part.src, "slot": part.slot, "because": dict(part.because)}
                for part in self.parts
            ],
        }


def explain(path: Path) -> list[Explanation]:
    """Explain a file, or every file below a folder.

    Raises:
        ScaffoldError: The path is in no generated project, or did not come from its template.
    """
    root = recorded.find(path)
    target = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would leave the project by a link
    wanted = target.relative_to(root).as_posix()
    parts = _parts(root)
    names = sorted({part.target for part in parts} | {ANSWERS_FILE})
    chosen = [n for n in names if wanted in {n, "."} or n.startswith(f"{wanted}/")]
    if not chosen and os.path.lexists(target):
        message = f"{wanted} did not come from the template: it is yours"
        raise ScaffoldError(message)
    if not chosen:
        message = f"there is no {wanted} in this project, and its template would write none"
        raise ScaffoldError(message)
    return [
        Explanation(name, _purpose(root / name), [p for p in parts if p.target == name])
        for name in chosen
    ]


def _parts(root: Path) -> list[manifest.Part]:
    project = recorded.read(root)
    with _source(project.url, project.commit) as found:
        loaded = template.load(found.root)
        origin = Origin("file", ANSWERS_FILE)
        given = {
            name: Given(value, origin)
            for name, value in project.answers.items()
            if name in loaded.questions
        }
        context = resolve(loaded, [Layer(given)], root).context
        return manifest.parts(loaded, complete(loaded, context))


@contextmanager
def _source(url: str, commit: str | None) -> Iterator[Source]:
    """The template at the version that the project records.

    A project made from a checkout with uncommitted changes records a version that exists nowhere;
    the checkout as it is now comes nearest.
    """
    with ExitStack() as stack:
        try:
            found = stack.enter_context(source.open_source(url, commit))
        except ScaffoldError:
            if not Path(url).is_dir():
                raise
            found = stack.enter_context(source.open_source(url, "HEAD" if commit else None))
        yield found


def _purpose(path: Path) -> str:
    """The first line in which a file speaks of itself: a docstring, a heading or a comment."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    if path.suffix == ".py":
        try:
            docstring = ast.get_docstring(ast.parse(text))
        except (SyntaxError, ValueError):
            docstring = None
        if docstring:
            return docstring.splitlines()[0]
    for line in text.splitlines()[:5]:
        said = _COMMENT.match(line)
        if said and said[1] and not line.startswith("#!"):
            return said[1]
    return ""
