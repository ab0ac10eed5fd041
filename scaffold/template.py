"""The template's copier.yml: its questions, and the keys that only `scaffold` reads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from scaffold.errors import ScaffoldError
from scaffold.questions import Question
from scaffold.rendering import Renderer

CONFIG_NAMES = ("copier.yml", "copier.yaml")


@dataclass(frozen=True)
class Preset:
    """A named set of answers to start from."""

    name: str
    help: str
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Template:
    """What copier.yml of one template says.

    Attributes:
        root: The folder that holds copier.yml.
        config: Everything in it, includes merged in, in the order of the file.
    """

    root: Path
    config: Mapping[str, Any]

    @cached_property
    def renderer(self) -> Renderer:
        """Renders the texts of the questions."""
        return Renderer(self.config.get("_envops") or {})

    @cached_property
    def all_questions(self) -> Mapping[str, Question]:
        """Every question by its name, the hidden ones too, in the order they are asked."""
        secret = self.config.get("_secret_questions") or ()
        return {
            name: Question(name, _details(value, secret=name in secret), self.renderer)
            for name, value in self.config.items()
            if not name.startswith("_")
        }

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions that can be answered."""
        return {name: item for name, item in self.all_questions.items() if not item.hidden}

    @cached_property
    def groups(self) -> Mapping[str, list[Question]]:
        """The questions under their headings; those without one come last, under `More`."""
        groups = {
            heading: [self.questions[name] for name in names if name in self.questions]
            for heading, names in (self.config.get("_groups") or {}).items()
        }
        placed = {question.name for group in groups.values() for question in group}
        rest = [item for name, item in self.questions.items() if name not in placed]
        return {**groups, "More": rest} if rest else groups

    @cached_property
    def presets(self) -> Mapping[str, Preset]:
        """The named sets of answers."""
        return {
            name: Preset(name, preset.get("help", ""), preset.get("answers") or {})
            for name, preset in (self.config.get("_presets") or {}).items()
        }

    @cached_property
    def proposals(self) -> Mapping[str, str]:
        """Which questions get a default from this machine, and which fact of it."""
        return self.config.get("_proposals") or {}

    @cached_property
    def next_commands(self) -> list[str]:
        """What to run in a new project, as Jinja texts."""
        return list(self.config.get("_next_commands") or [])

    @cached_property
    def subdirectory(self) -> Path:
        """The folder that copier renders."""
        return self.root / str(self.config.get("_subdirectory") or "")

    def computed_for(self, texts: Iterable[str]) -> set[str]:
        """The hidden questions that any question or one of `texts` reads, or that those read."""
        found: set[str] = set()
        waiting = [question.variables for question in self.questions.values()]
        waiting += [self.renderer.variables(text) for text in texts]
        while waiting:
            for name in waiting.pop() - found:
                if name in self.all_questions and self.all_questions[name].hidden:
                    found.add(name)
                    waiting.append(self.all_questions[name].variables)
        return found


def load(root: Path) -> Template:
    """Read the copier.yml below `root`.

    Raises:
        ScaffoldError: There is none, or copier could not read it either.
    """
    path = next((root / name for name in CONFIG_NAMES if (root / name).is_file()), None)
    if path is None:
        message = f"{root} is no template: it has no copier.yml"
        raise ScaffoldError(message, "Name a copier template with --template.")
    try:
        documents = list(_flatten(_documents(path)))
        config: dict[str, Any] = {}
        for document in documents:
            config.update(document)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError) as error:
        message = f"{path} cannot be read: {' '.join(str(error).split())}"
        raise ScaffoldError(message) from error
    return Template(root, config)


def _documents(path: Path) -> list[Any]:
    root = path.parent.resolve()

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # chosen at run time
        """A safe loader of this file's own, because the include is relative to it."""

    def include(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> list[Any]:
        pattern = str(loader.construct_scalar(node))
        found: list[Any] = []
        for file in sorted(root.glob(pattern)):
            if not file.resolve().is_relative_to(root):
                message = f"!include {pattern} leaves the template"
                raise ValueError(message)
            found += yaml.load_all(file.read_bytes(), Loader=Loader)
        return found

    Loader.add_constructor("!include", include)
    return list(yaml.load_all(path.read_bytes(), Loader=Loader))


def _flatten(documents: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    for document in documents:
        if isinstance(document, list):
            yield from _flatten(document)
        elif isinstance(document, Mapping):
            yield document
        elif document is not None:
            message = f"a document of it is not a mapping but {document!r}"
            raise ValueError(message)


def _details(value: object, *, secret: bool) -> Mapping[str, Any]:
    details = value if isinstance(value, Mapping) else {"default": value}
    return {**details, "secret": True} if secret else details
