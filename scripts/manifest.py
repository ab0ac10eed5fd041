"""Write `templates/manifest.yml`: which file of the tree is rendered for which answers.

The tree is `templates/<part>/<condition>/<path in the generated project>`. A condition is `base`
(always), an answer (`celery`), `no-<question>` for the answer "none", a yes-or-no question (`mfa`)
for yes, words joined by `+` that must all hold, or words joined by `,` of which one must
(`hexagonal,cqrs+sqlalchemy`). The part `shared` serves every framework; any other part is a
framework's name and holds for that framework only.

Below `_fragments/` lie pieces of files: `_fragments/pyproject.toml/dependencies` of every condition
that holds is listed, in order, under `fragments["pyproject.toml/dependencies"]`.

Below `_parts/` lie texts that files of several conditions include by their path.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
MANIFEST = TEMPLATES / "manifest.yml"
FRAGMENTS = "_fragments"
PARTS = "_parts"
PACKAGE = "package"
HEADER = "# Written by scripts/manifest.py from the folder names below templates/. Do not edit.\n"

Words = dict[str, tuple[str, str | bool]]
"""The words that folders are named by, each with its question and answer."""


class ManifestError(Exception):
    """A folder below `templates/` that the manifest cannot express."""


@dataclass(frozen=True, order=True)
class Entry:
    """One template file: the answers it needs, where it lies and what it becomes."""

    part: str
    condition: str
    path: str

    @property
    def src(self) -> str:
        """The template's path from the root of the repository."""
        return f"templates/{self.part}/{self.condition}/{self.path}"

    @property
    def slot(self) -> str | None:
        """The fragment list that this file belongs to, or None for a whole file."""
        folder, _, slot = self.path.partition("/")
        return slot if folder == FRAGMENTS else None

    @property
    def target(self) -> str:
        """The path in the generated project, the package's name still a Jinja expression."""
        return "/".join(
            "{{ package_name }}" if part == PACKAGE else part for part in self.path.split("/")
        )


def answer_words(copier_yml: Path = ROOT / "copier.yml") -> Words:
    """Map each word a folder may be named by to its question and answer.

    Raises:
        ManifestError: One word would stand for the answers of two questions.
    """
    words: Words = {}
    for document in yaml.load_all(copier_yml.read_text("utf-8"), Loader=_QuestionLoader):
        for question, details in (document or {}).items():
            if question.startswith("_") or details.get("when") is False:
                continue
            for word, value in _words_of(question, details):
                if word in words:
                    message = f"{word!r} answers both {words[word][0]} and {question}"
                    raise ManifestError(message)
                words[word] = (question, value)
    return words


def _words_of(question: str, details: dict[str, Any]) -> Iterator[tuple[str, str | bool]]:
    """The words for the answers of one question: its own name for the yes of yes or no."""
    if details["type"] == "bool":
        yield question, True
    for choice in details.get("choices", {}).values():
        value = choice["value"] if isinstance(choice, dict) else choice
        yield f"no-{question}" if value == "none" else value, value


class _QuestionLoader(yaml.SafeLoader):
    """Reads copier.yml without the files it includes."""


_QuestionLoader.add_constructor("!include", lambda _loader, _node: {})


def read_tree(templates: Path = TEMPLATES) -> list[Entry]:
    """List the template files, sorted, that are rendered by conditions."""
    return sorted(
        Entry(part.name, condition.name, file.relative_to(condition).as_posix())
        for part in templates.iterdir()
        if part.is_dir() and part.name != "root"
        for condition in part.iterdir()
        for file in condition.rglob("*")
        if file.is_file()
        and "__pycache__" not in file.parts
        and file.relative_to(condition).parts[0] != PARTS
    )


def alternatives(entry: Entry, words: Words) -> list[list[tuple[str, str | bool]]]:
    """The entry's condition in conjunctive form: of each inner list one pair must hold.

    Raises:
        ManifestError: A folder is named by a word that no answer has.
    """
    clauses = [] if entry.part == "shared" else [[entry.part]]
    if entry.condition != "base":
        clauses += [clause.split(",") for clause in entry.condition.split("+")]
    try:
        return [[words[word] for word in clause] for clause in clauses]
    except KeyError as error:
        message = f"templates/{entry.part}/{entry.condition}: no answer is called {error}"
        raise ManifestError(message) from None


def _jinja(clauses: list[list[tuple[str, str | bool]]]) -> str:
    def test(clause: list[tuple[str, str | bool]]) -> str:
        text = " or ".join(
            question if value is True else f"{question} == '{value}'" for question, value in clause
        )
        return f"({text})" if len(clause) > 1 else text

    return " and ".join(test(clause) for clause in clauses)


def _question(name: str, lines: Iterator[str]) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f"{name}:\n  type: yaml\n  when: false\n  default: |\n{body}"


def manifest(entries: list[Entry], words: Words) -> str:
    """The text of `templates/manifest.yml`: two hidden questions whose answers copier computes."""

    def files() -> Iterator[str]:
        whole = [entry for entry in entries if entry.slot is None]
        for condition, group in itertools.groupby(whole, lambda e: _jinja(alternatives(e, words))):
            if condition:
                yield f"{{% if {condition} %}}"
            for entry in group:
                yield f"- {{to: {json.dumps(entry.target)}, src: {json.dumps(entry.src)}}}"
            if condition:
                yield "{% endif %}"

    def fragments() -> Iterator[str]:
        pieces = sorted((e for e in entries if e.slot is not None), key=lambda e: (e.slot or "", e))
        for slot, group in itertools.groupby(pieces, lambda e: e.slot):
            yield f"{json.dumps(slot)}:"
            for entry in group:
                condition = _jinja(alternatives(entry, words))
                line = f"- {json.dumps(entry.src)}"
                yield f"{{{{ '{line}' if {condition} else '' }}}}" if condition else line

    return HEADER + _question("files", files()) + _question("fragments", fragments())


def main() -> int:
    """Write the manifest, or with `--check` say whether it is stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="exit 1 when the manifest is stale")
    arguments = parser.parse_args()
    text = manifest(read_tree(), answer_words())
    if arguments.check:
        if MANIFEST.read_text("utf-8") != text:
            print("templates/manifest.yml is stale: run scripts/manifest.py", file=sys.stderr)
            return 1
        return 0
    MANIFEST.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
