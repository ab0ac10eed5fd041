"""Answers files, good and bad, as they are read."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from scaffold.documents import MAX_BYTES, read
from scaffold.errors import AnswersError, ScaffoldError


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(AnswersError) as caught:
        read(str(path))
    (problem,) = caught.value.problems
    return str(problem).removeprefix(str(path.parent) + "/")


def test_yaml_keeps_the_line_of_each_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("# mine\nqueue: celery\n\nstore: 'x'\n", "utf-8")
    _label, entries = read(str(path))
    assert {key: (entry.value, entry.line) for key, entry in entries.items()} == {
        "queue": ("celery", 2),
        "store": ("x", 4),
    }


def test_json_keeps_the_line_of_each_key(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{\n\t"queue": "celery",\n\t"n": {"queue": [1]}, "s": "\\ud83d\\ude00"}', "utf-8"
    )
    _label, entries = read(str(path))
    assert {key: (entry.value, entry.line) for key, entry in entries.items()} == {
        "queue": ("celery", 2),
        "n": ({"queue": [1]}, 3),
        "s": ("😀", 3),
    }


def test_json_is_known_by_its_brace_whatever_the_name(tmp_path: Path) -> None:
    path = tmp_path / "answers"
    path.write_text('{"a":\t"b\\/c"}', "utf-8")
    assert read(str(path))[1]["a"].value == "b/c"


def test_yaml_in_braces_is_yaml(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("{queue: celery}", "utf-8")
    assert read(str(path))[1]["queue"].value == "celery"


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"\xef\xbb\xbfqueue: rq\n")
    assert list(read(str(path))[1]) == ["queue"]


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"queue: rq")))
    label, entries = read("-")
    assert (label, entries["queue"].value) == ("standard input", "rq")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", "a.yml: is empty", id="empty"),
        pytest.param(b" \n\t\n", "a.yml: is empty", id="blank"),
        pytest.param(b"# only a comment\n", "a.yml: is empty", id="comment"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "a.yml:1: is not text in UTF-8", id="binary"),
        pytest.param(b"queue: \0", "a.yml: is binary", id="nul"),
        pytest.param(b"- a\n- b\n", "a.yml:1: is a list", id="list"),
        pytest.param(b"hello", "a.yml:1: is a single value", id="text"),
        pytest.param(b"[1, 2]", "a.yml:1: is a list", id="json-list"),
        pytest.param(
            b"a: 1\nb: 2\na: 3\n", "a.yml:3: a: stands twice, first on line 1", id="twice"
        ),
        pytest.param(b"a: 1\nb: {c: 1, c: 2}", "a.yml:2: c: stands twice", id="twice-inside"),
        pytest.param(b'{"a": 1,\n"a": 2}', "a.yml:2: a: stands twice", id="twice-json"),
        pytest.param(
            b"a: !!python/object/apply:os.system ['true']",
            "a.yml:1: uses the tag !!python/object/apply:os.system",
            id="python-tag",
        ),
        pytest.param(b"a: !mine x", "a.yml:1: uses the tag !mine", id="own-tag"),
        pytest.param(b"a: !!binary aGk=", "a.yml:1: uses the tag !!binary", id="binary-tag"),
        pytest.param(b"a: &x [1]\nb: *x\n", "a.yml:1: uses an alias", id="alias"),
        pytest.param(b"a: 1\n<<: {b: 2}\n", "a.yml:2: uses the tag !!merge", id="merge-key"),
        pytest.param(b"a: 1\n---\nb: 2\n", "a.yml:2: is not YAML", id="two-documents"),
        pytest.param(b"a: [1\nb: 2", "a.yml:2: is not YAML", id="unclosed"),
        pytest.param(
            b"a: 2024-99-99\n", "a.yml:1: has a value that YAML cannot read", id="bad-date"
        ),
        pytest.param(b"1: x\n", "a.yml:1: has the key 1, which is not text", id="number-key"),
        pytest.param(b"a: " + b"[" * 5000, "a.yml: nests too deeply", id="deep"),
        pytest.param(b'{"a": ' + b"[" * 100_000, "a.yml: nests too deeply", id="deep-json"),
        pytest.param(b'{"a": NaN}', "a.yml: holds NaN", id="nan"),
        pytest.param(b"x" * (MAX_BYTES + 1), "a.yml: is larger than 1 MiB", id="large"),
    ],
)
def test_a_bad_file_is_named_with_its_line_and_the_rule(
    data: bytes, expected: str, tmp_path: Path
) -> None:
    assert refusal(tmp_path / "a.yml", data).startswith(expected)


def test_broken_json_names_the_line(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.json", b'{"a": 1,\n "b" 2}').startswith("a.json:2: is not JSON")


def test_a_file_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="No such file"):
        read(str(tmp_path / "none.yml"))
