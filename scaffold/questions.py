"""A question of copier.yml: its choices, its default and its rules, evaluated as copier does."""

import difflib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from scaffold.rendering import Renderer

MISSING = object()
"""The default of a question that has none."""

_TRUE = {"y", "yes", "t", "true", "on"}
_FALSE = {"", "n", "no", "f", "false", "off", "~", "null", "none"}
_NAMES = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false"}


class RefusedError(ValueError):
    """An answer that a rule refuses.

    Attributes:
        rule: The rule, readable after the question's name.
        nearest: The nearest answer that would do, or an empty text.
    """

    def __init__(self, rule: str, nearest: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.nearest = nearest


@dataclass(frozen=True)
class Choice:
    """One choice as it stands for the answers given before it.

    Attributes:
        label: What the user reads: `title: consequence`.
        value: The answer it stands for.
        refusal: Why it cannot be taken now; empty when it can.
        refusals: Every reason that other answers could give against it.
    """

    label: str
    value: Any
    refusal: str = ""
    refusals: Sequence[str] = ()

    @property
    def title(self) -> str:
        """The label up to its consequence."""
        return self.label.partition(": ")[0]

    @property
    def consequence(self) -> str:
        """What choosing it brings."""
        return self.label.partition(": ")[2]


@dataclass(frozen=True)
class Question:
    """One question; its texts are Jinja and are rendered with the answers given before it."""

    name: str
    details: Mapping[str, Any]
    renderer: Renderer

    @property
    def type(self) -> str:
        """How the answer is read: `str`, `int`, `float`, `bool`, `yaml`, `json` or `path`."""
        if declared := self.details.get("type"):
            return str(declared)
        guessed = type(self.details.get("default")).__name__
        return guessed if guessed in {"bool", "float", "int", "str"} else "yaml"

    @property
    def hidden(self) -> bool:
        """Whether copier computes the answer and nobody is ever asked."""
        return self.details.get("when", True) is False

    @property
    def multiple(self) -> bool:
        """Whether several choices may be taken."""
        return bool(self.details.get("multiselect", False))

    @property
    def secret(self) -> bool:
        """Whether the answer must not be shown nor stored."""
        return bool(self.details.get("secret", False))

    @property
    def condition(self) -> str:
        """The Jinja condition under which the question applies; empty when it always does."""
        when = self.details.get("when", True)
        return when if isinstance(when, str) else ""

    @property
    def has_choices(self) -> bool:
        """Whether the answer is taken from a list."""
        return bool(self.details.get("choices"))

    @property
    def variables(self) -> frozenset[str]:
        """The other questions that the texts of this one read."""
        texts = [self.details.get(key) for key in ("default", "when", "validator", "choices")]
        found = (self.renderer.variables(text) for text in _texts(texts))
        return frozenset().union(*found) - {self.name}

    def help(self, context: Mapping[str, Any]) -> str:
        """The one line that explains the question."""
        return " ".join(str(self.renderer.render(self.details.get("help", ""), context)).split())

    def applies(self, context: Mapping[str, Any]) -> bool:
        """Whether the question is to be answered, given the answers before it."""
        return _to_bool(self.renderer.render(self.details.get("when", True), context))

    def choices(self, context: Mapping[str, Any]) -> list[Choice]:
        """The choices in their order, each with its refusal if it has one."""
        declared = self.details.get("choices") or []
        if isinstance(declared, str):
            declared = yaml.safe_load(self.renderer.render(declared, context)) or []
        pairs = declared.items() if isinstance(declared, Mapping) else map(_pair, declared)
        return [self._choice(label, value, context) for label, value in pairs]

    def default(self, context: Mapping[str, Any], override: object = MISSING) -> Any:  # noqa: ANN401 - any YAML value
        """The answer that is proposed, or MISSING.

        Args:
            context: The answers before it.
            override: The user's own default; a text is a Jinja template, as in copier.

        Raises:
            RefusedError: It is not of the question's type.
        """
        value = self.details.get("default", MISSING) if override is MISSING else override
        if value is MISSING:
            return MISSING
        rendered = self.renderer.render(value, context)
        return rendered if self.multiple and isinstance(rendered, list) else self._cast(rendered)

    def parse_text(self, text: str) -> Any:  # noqa: ANN401 - any YAML value
        """Read an answer that was typed.

        Raises:
            RefusedError: The text is not of the question's type.
        """
        if not self.multiple:
            return self._cast(text)
        items = _parse_yaml(text) if text.lstrip().startswith("[") else text.split(",")
        return [self._cast(str(item).strip()) for item in items]

    def check(self, answer: Any, context: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any YAML value
        """Return the answer in the question's type if every rule allows it.

        Raises:
            RefusedError: The type, the choices or the validator refuse it.
        """
        if self.multiple:
            if not isinstance(answer, list):
                rule = f"takes a list of choices, not {describe(answer)}"
                raise RefusedError(rule)
            answer = [self._check_choice(item, context) for item in answer]
        else:
            answer = self._check_choice(answer, context)
        rule = self.renderer.render(
            self.details.get("validator", ""), {**context, self.name: answer}
        ).strip()
        if rule:
            raise RefusedError(" ".join(rule.split()))
        return answer

    def _check_choice(self, answer: object, context: Mapping[str, Any]) -> object:
        choices = self.choices(context)
        if not choices:
            return self._check_type(answer)
        for choice in choices:
            if answer == choice.value or (_is_number(answer) and str(answer) == choice.value):
                if not choice.refusal:
                    return choice.value
                rule = f"{choice.value!r} is not possible here: {choice.refusal}"
                raise RefusedError(rule, _first(choices))
        allowed = [str(choice.value) for choice in choices if not choice.refusal]
        rule = f"{describe(answer)} is none of {', '.join(allowed)}"
        raise RefusedError(rule, nearest(str(answer), allowed))

    def _check_type(self, answer: object) -> object:
        types: dict[str, tuple[type, ...]] = {
            "str": (str,),
            "path": (str,),
            "int": (int,),
            "float": (int, float),
            "bool": (bool,),
        }
        expected = types.get(self.type)
        if expected is None or (
            isinstance(answer, expected) and isinstance(answer, bool) == (self.type == "bool")
        ):
            return answer
        rule = f"takes {_NAMES.get(self.type, 'text')}, not {describe(answer)}"
        if self.type == "str" and _is_number(answer):
            rule += "; put it in quotes"
        raise RefusedError(rule)

    def _cast(self, value: Any) -> Any:  # noqa: ANN401 - any YAML value
        casts: dict[str, Callable[[Any], Any]] = {
            "str": str,
            "path": str,
            "int": int,
            "float": float,
            "bool": _to_bool,
            "json": lambda text: json.loads(text) if isinstance(text, str) else text,
            "yaml": lambda text: _parse_yaml(text) if isinstance(text, str) else text,
        }
        try:
            return casts[self.type](value)
        except (ValueError, TypeError, yaml.YAMLError) as error:
            rule = f"takes {_NAMES.get(self.type, self.type)}, not {describe(value)}"
            raise RefusedError(rule) from error

    def _choice(self, label: object, value: Any, context: Mapping[str, Any]) -> Choice:  # noqa: ANN401 - any YAML value
        refusal = ""
        refusals: Sequence[str] = ()
        if isinstance(value, Mapping):
            rule = value.get("validator", "")
            refusal = " ".join(self.renderer.render(rule, context).split())
            refusals = self.renderer.literals(rule)
            value = value["value"]
        answer = self._cast(self.renderer.render(value, context))
        return Choice(str(self.renderer.render(label, context)), answer, refusal, refusals)


def describe(value: object) -> str:
    """An answer as an error message names it, its type included where that explains the refusal."""
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "…")  # noqa: PLR2004 - fits a line
    if value is None:
        return "nothing (null)"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence):
        return "a list"
    return f"the number {value}" if _is_number(value) else f"the date {value}"


def nearest(word: str, allowed: Sequence[str]) -> str:
    """The allowed word that looks most like `word`, or an empty text when none does."""
    by_lower = {candidate.lower(): candidate for candidate in allowed}
    close = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.5)
    return by_lower[close[0]] if close else ""


def _first(choices: Sequence[Choice]) -> str:
    return next((str(choice.value) for choice in choices if not choice.refusal), "")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _pair(choice: object) -> tuple[object, object]:
    if isinstance(choice, Sequence) and not isinstance(choice, str):
        label, value = choice
        return label, value
    return choice, choice


def _parse_yaml(text: str) -> Any:  # noqa: ANN401 - any YAML value
    # libyaml is ten times as fast on a manifest of hundreds of files.
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)


def _to_bool(value: object) -> bool:
    if not isinstance(value, str):
        return bool(value)
    lowered = value.strip().lower()
    if lowered in _TRUE or lowered in _FALSE:
        return lowered in _TRUE
    try:
        return bool(float(lowered))
    except ValueError:
        return True
