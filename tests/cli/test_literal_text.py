"""Text that means something in Jinja, YAML, TOML or a shell arrives as it was written."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml

from scaffold.answers import Given, Layer, resolve
from scaffold.errors import Origin
from scaffold.template import load
from tests.cli.support import Machine

TEXTS = [
    "'single' and \"double\"",
    "{{ 7*7 }} {% raw %} {# x #}",
    "back\\slash \\n \\u0041",
    "emoji 🧪 and ünïcode 漢字",
    "$HOME `id` $(id) ; rm -rf x | & > <",
    "yes: no # not a comment",
    "- dash", "%percent", "@at", "!tag", "&anchor", "*alias", "1.10", "null", "true", "~",
    "'''\"\"\"", "]]>", "<b>&amp;</b>", "a" * 64,
]  # fmt: skip


@pytest.mark.parametrize("source", ["--set", "yaml", "json"])
def test_text_arrives_literally(source: str, machine: Machine) -> None:
    template = machine.template
    config = "_subdirectory: files\n_envops: {keep_trailing_newline: true}\n"
    questions = {f"q{n}": {"type": "str", "default": "?"} for n in range(len(TEXTS))}
    (template / "copier.yml").write_text(config + yaml.safe_dump(questions), "utf-8")
    toml = "".join(
        f"q{n} = {{{{ q{n} | to_json(ensure_ascii=False) }}}}\n" for n in range(len(TEXTS))
    )
    (template / "files" / "out.toml.jinja").write_text(toml, "utf-8")
    answers = {f"q{n}": text for n, text in enumerate(TEXTS)}
    if source == "--set":
        ran = machine.plain("x", "--yes", *(f"--set={key}={text}" for key, text in answers.items()))
    else:
        dump = json.dumps(answers) if source == "json" else yaml.safe_dump(answers)
        ran = machine.plain("x", "--answers", "-", stdin=dump)
    assert ran.code == 0, ran.said
    project = machine.work / "x"
    stored = yaml.safe_load((project / ".copier-answers.yml").read_text("utf-8"))
    assert {key: stored[key] for key in answers} == answers
    assert tomllib.loads((project / "out.toml").read_text("utf-8")) == answers


@pytest.mark.parametrize(
    ("key", "value", "rule"),
    [
        ("package_name", "class", "is taken"),
        ("package_name", "json", "is taken"),
        ("package_name", "fastapi", "is taken"),
        ("package_name", "my-shop", "must be a lower-case Python identifier"),
        ("package_name", "1shop", "must be a lower-case Python identifier"),
        ("package_name", "Shop", "must be a lower-case Python identifier"),
        ("package_name", "größe", "must be a lower-case Python identifier"),
        ("package_name", "shop\n", "must be a lower-case Python identifier"),
        ("package_name", "", "must be a lower-case Python identifier"),
        ("package_name", "a" * 300, "must have at most "),
        ("project_name", "", "must not be empty"),
        ("project_name", " shop", "must not be empty, nor begin or end with white space"),
        ("project_name", "sh\nop", "must be one line"),
        ("project_name", "漢字", "needs at least one letter from A to Z"),
        ("project_name", "a" * 300, "must have at most "),
        ("description", "one\ntwo", "must be one line"),
        ("description", "a\x1bb", "must be one line"),
        ("author_name", "a\u2028b", "must be one line"),
        ("author_name", "a\udcffb", "must be one line"),
        ("author_email", "me", "must be an e-mail address"),
        ("author_email", "me@example.com\n", "must be an e-mail address"),
    ],
)
def test_text_that_a_project_cannot_carry_is_refused_by_the_repositorys_template(
    key: str, value: str, rule: str, repository: Path
) -> None:
    layer = Layer({key: Given(value, Origin("file", "a.yml", 1))})
    (problem,) = resolve(load(repository), [layer], Path("/somewhere/shop")).problems
    assert (problem.key, problem.rule[: len(rule)]) == (key, rule)


@pytest.mark.parametrize("key", ["project_name", "description", "author_name"])
@pytest.mark.parametrize("text", [text for text in TEXTS if any(c.isalpha() for c in text)])
def test_text_that_looks_odd_is_allowed_by_the_repositorys_template(
    key: str, text: str, repository: Path
) -> None:
    layer = Layer(
        {
            key: Given(text, Origin("file", "a.yml", 1)),
            "package_name": Given("shop", Origin("file", "a.yml", 2)),
        }
    )
    assert resolve(load(repository), [layer], Path("/somewhere/shop")).problems == []
