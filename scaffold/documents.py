"""Reads an answers file, YAML or JSON, so strictly that nothing in it can be misread.

A key that stands twice, a tag, an alias or a second document is refused: each of them makes a file
mean something else than its reader thinks. Every key keeps its line for the error messages.
"""

import datetime as dt
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scaffold.errors import AnswersError, Origin, Problem, ScaffoldError

MAX_BYTES = 1024 * 1024
_TAG = "tag:yaml.org,2002:"
_SCALARS = {"str", "int", "float", "bool", "null", "timestamp"}


@dataclass(frozen=True)
class Entry:
    """The value of one key and the line where the key stands."""

    value: Any
    line: int


class _Malformed(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, rule: str, line: int | None = None, key: str = "") -> None:
        super().__init__(rule)
        self.rule, self.line, self.key = rule, line, key


def read(name: str) -> tuple[str, Mapping[str, Entry]]:
    """Read the mapping in a file, or on standard input when the name is `-`.

    Returns:
        The name to show, and the entries.

    Raises:
        ScaffoldError: The file cannot be read.
        AnswersError: It is not one plain mapping.
    """
    label = "standard input" if name == "-" else name
    try:
        return label, _entries(_read_bytes(name), label)
    except OSError as error:
        message = f"the answers file {label} cannot be read: {error.strerror or error}"
        raise ScaffoldError(message) from error
    except _Malformed as error:
        problem = Problem(Origin("file", label, error.line), error.key, error.rule)
        raise AnswersError([problem]) from error
    except RecursionError as error:
        problem = Problem(Origin("file", label), "", "nests too deeply to be an answers file")
        raise AnswersError([problem]) from error


def _read_bytes(name: str) -> bytes:
    if name == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with Path(name).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        rule = "is larger than 1 MiB; an answers file has a line for each option"
        raise _Malformed(rule)
    return data


def _entries(data: bytes, label: str) -> Mapping[str, Entry]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rule = "is not text in UTF-8"
        raise _Malformed(rule, data.count(b"\n", 0, error.start) + 1) from error
    if "\0" in text:
        rule = "is binary, not text"
        raise _Malformed(rule)
    if not text.strip():
        rule = "is empty; an answers file is a mapping such as `queue: celery`"
        raise _Malformed(rule)
    is_json = label.lower().endswith(".json")
    if not is_json and not text.lstrip().startswith("{"):
        return _read_yaml(text)
    try:
        return _read_json(text)
    except json.JSONDecodeError as error:
        if not is_json:
            return _read_yaml(text)  # it knows braces too
        rule = f"is not JSON: {error.msg}"
        raise _Malformed(rule, error.lineno) from error


def _read_yaml(text: str) -> Mapping[str, Entry]:
    try:
        # Not the C loader: libyaml overflows the stack on deep nesting.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        rule = f"is not YAML: {error.problem or error.context}"
        raise _Malformed(rule, mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, ValueError) as error:
        rule = f"is not YAML: {str(error).splitlines()[0]}"
        raise _Malformed(rule) from error
    if root is None:
        rule = "is empty; an answers file is a mapping such as `queue: celery`"
        raise _Malformed(rule)
    if not isinstance(root, yaml.MappingNode):
        kind = "a list" if isinstance(root, yaml.SequenceNode) else "a single value"
        rule = f"is {kind}, not a mapping such as `queue: celery`"
        raise _Malformed(rule, root.start_mark.line + 1)
    seen: set[int] = set()
    return {key: Entry(_construct(value, seen), line) for key, value, line in _members(root, seen)}


def _members(node: yaml.MappingNode, seen: set[int]) -> list[tuple[str, yaml.Node, int]]:
    _check_plain(node, seen, "map")
    members: dict[str, tuple[yaml.Node, int]] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _construct(key_node, seen)
        if not isinstance(key, str):
            rule = f"has the key {key!r}, which is not text; put it in quotes"
            raise _Malformed(rule, line)
        if key in members:
            rule = f"stands twice, first on line {members[key][1]}"
            raise _Malformed(rule, line, key)
        members[key] = (value_node, line)
    return [(key, value, line) for key, (value, line) in members.items()]


def _construct(node: yaml.Node, seen: set[int]) -> Any:  # noqa: ANN401 - YAML holds anything
    if isinstance(node, yaml.MappingNode):
        return {key: _construct(value, seen) for key, value, _line in _members(node, seen)}
    if isinstance(node, yaml.SequenceNode):
        _check_plain(node, seen, "seq")
        return [_construct(item, seen) for item in node.value]
    _check_plain(node, seen, *_SCALARS)
    try:
        value = yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        rule = f"has a value that YAML cannot read: {node.value[:40]!r}"
        raise _Malformed(rule, node.start_mark.line + 1) from error
    return value.isoformat() if isinstance(value, dt.date) else value


def _check_plain(node: yaml.Node, seen: set[int], *tags: str) -> None:
    line = node.start_mark.line + 1
    if id(node) in seen:
        rule = "uses an alias (`*name`); write the value out"
        raise _Malformed(rule, line)
    seen.add(id(node))
    if node.tag.removeprefix(_TAG) not in tags:
        shown = node.tag.replace(_TAG, "!!")
        rule = f"uses the tag {shown}; answers are plain values"
        raise _Malformed(rule, line)


def _read_json(text: str) -> Mapping[str, Entry]:
    """Read one JSON object, member by member so that each key's line is known."""
    whole = _decode_json(text)
    if not isinstance(whole, dict):
        kind = "a list" if isinstance(whole, list) else "a single value"
        rule = f'is {kind}, not an object such as {{"queue": "celery"}}'
        raise _Malformed(rule, 1)
    decoder = json.JSONDecoder()
    entries: dict[str, Entry] = {}
    position = text.index("{") + 1
    while len(entries) < len(whole):
        start = text.index('"', position)
        key, position = decoder.raw_decode(text, start)
        value_start = _skip_blank(text, text.index(":", position) + 1)
        value, position = decoder.raw_decode(text, value_start)
        entries[key] = Entry(value, text.count("\n", 0, start) + 1)
    return entries


def _decode_json(text: str) -> Any:  # noqa: ANN401 - JSON holds anything
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) < len(pairs):
            keys = [key for key, _value in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            first = text.find(json.dumps(twice))
            line = text.count("\n", 0, text.find(json.dumps(twice), first + 1)) + 1
            rule = "stands twice"
            raise _Malformed(rule, line, twice)
        return result

    def refuse(constant: str) -> Any:  # noqa: ANN401 - the signature that json asks for
        rule = f"holds {constant}, which is not JSON"
        raise _Malformed(rule)

    return json.loads(text, object_pairs_hook=unique, parse_constant=refuse)


def _skip_blank(text: str, position: int) -> int:
    while text[position] in " \t\r\n":
        position += 1
    return position
