import re
from types import ModuleType

import pytest

from tests.template.conftest import load_script
from tests.template.rendering import ROOT, Project, parts

TEMPLATES = ROOT / "templates"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """`scripts/manifest.py`."""
    return load_script("manifest")


def test_the_manifest_is_what_the_script_writes(script: ModuleType) -> None:
    text = script.manifest(script.read_tree(), script.answer_words())
    assert script.MANIFEST.read_text("utf-8") == text


def test_a_new_file_makes_the_manifest_stale(script: ModuleType) -> None:
    entries = [*script.read_tree(), script.Entry("shared", "base", "new.txt")]
    text = script.manifest(entries, script.answer_words())
    assert script.MANIFEST.read_text("utf-8") != text


def test_a_folder_named_by_no_answer_is_refused(script: ModuleType) -> None:
    entry = script.Entry("shared", "celery+oracle", "new.txt")
    with pytest.raises(script.ManifestError, match="no answer is called 'oracle'"):
        script.alternatives(entry, script.answer_words())


def test_a_question_of_yes_or_no_names_a_folder(script: ModuleType) -> None:
    entry = script.Entry("shared", "mfa", "new.txt")
    assert script.alternatives(entry, script.answer_words()) == [[("mfa", True)]]
    assert "{% if mfa %}" in script.manifest([entry], script.answer_words())


def test_every_file_is_rendered_by_some_combination(
    script: ModuleType, everything: tuple[Project, ...]
) -> None:
    rendered = set().union(*(project.sources for project in everything))
    assert {entry.src for entry in script.read_tree()} - rendered == set()


def test_no_two_files_of_a_combination_have_one_path(everything: tuple[Project, ...]) -> None:
    for project in everything:
        paths = [file["to"] for file in project.values["files"]]
        assert len(paths) == len(set(paths)), project.label


def test_every_fragment_is_included_by_the_file_it_is_named_after(script: ModuleType) -> None:
    texts: dict[str, str] = {}
    for entry in script.read_tree():
        made = entry.path if entry.slot is None else entry.slot.rpartition("/")[0]
        for src in (entry.src, *parts(entry.src)):
            texts[made] = texts.get(made, "") + (ROOT / src).read_text("utf-8")
    unused = {
        entry.slot
        for entry in script.read_tree()
        if entry.slot is not None
        and f'fragments["{entry.slot}"]' not in texts[entry.slot.rpartition("/")[0]]
    }
    assert unused == set()


def test_no_file_name_holds_jinja() -> None:
    names = [
        path.name
        for path in TEMPLATES.rglob("*")
        if TEMPLATES / "root" not in path.parents and re.search("[{}%]", path.name)
    ]
    assert names == []
