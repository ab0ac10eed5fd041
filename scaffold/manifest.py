"""Which template files a project is made of, by the hidden answers `files` and `fragments`.

A template without these two answers is rendered all the same; there is then nothing to tell about
where a file came from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scaffold.answers import complete
from scaffold.template import Template

_ALWAYS = "base"
_SHARED = "shared"


@dataclass(frozen=True)
class Part:
    """One template file that goes into a project.

    Attributes:
        target: The path in the project.
        src: The path in the template.
        because: The answers that brought it, by question; empty for a file that is always there.
        slot: The place in the file that a fragment fills; empty for a whole file.
    """

    target: str
    src: str
    because: Mapping[str, str]
    slot: str = ""


def parts(template: Template, context: Mapping[str, Any]) -> list[Part]:
    """The template files for the answers in `context`, whole files before fragments."""
    everything = complete(template, context)
    words = _words(template)
    whole = [
        Part(item["to"], item["src"], _because(item["src"], words, everything))
        for item in everything.get("files") or ()
    ]
    # A fragment is named after its file as the template has it, where the package has another name.
    targets = {part.src.split("/", 3)[-1]: part.target for part in whole}
    return whole + list(_fragments(everything, words, targets))


def count(template: Template, context: Mapping[str, Any]) -> int | None:
    """How many files the project will have; None when the template does not say."""
    if "files" not in template.all_questions:
        return None
    whole = sum(1 for part in parts(template, context) if not part.slot)
    fixed = sum(
        1
        for path in template.subdirectory.rglob("*")
        if path.is_file() and "{% yield" not in path.name
    )
    return whole + fixed


def _fragments(
    answers: Mapping[str, Any], words: Mapping[str, tuple[str, str]], targets: Mapping[str, str]
) -> Iterator[Part]:
    for place, sources in (answers.get("fragments") or {}).items():
        file, _, slot = place.rpartition("/")
        for src in sources or ():  # a slot that no answer fills is null
            yield Part(targets.get(file, file), src, _because(src, words, answers), slot)


def _words(template: Template) -> Mapping[str, tuple[str, str]]:
    """The words that folders are named by, each with its question and answer."""
    words = {}
    for name, question in template.all_questions.items():
        choices = question.details.get("choices")
        for value in choices.values() if isinstance(choices, Mapping) else ():
            answer = str(value["value"] if isinstance(value, Mapping) else value)
            words[f"no-{name}" if answer == "none" else answer] = (name, answer)
    return words


def _because(
    src: str, words: Mapping[str, tuple[str, str]], answers: Mapping[str, Any]
) -> Mapping[str, str]:
    match src.split("/"):
        case [_, part, condition, _, *_]:
            clauses = [] if part == _SHARED else [part]
            clauses += [] if condition == _ALWAYS else condition.split("+")
        case _:  # a template with folders of another kind
            clauses = []
    alternatives = (word for clause in clauses for word in clause.split(",") if word in words)
    pairs = (words[word] for word in alternatives)
    return {name: answer for name, answer in pairs if answers.get(name) == answer}
