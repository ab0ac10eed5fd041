"""Copier itself writes what the other tests look at."""

from pathlib import Path

import pytest
import yaml
from copier import run_copy

from tests.template.rendering import Answers, combinations, render

FEW = 6


@pytest.mark.parametrize("answers", combinations()[:: len(combinations()) // FEW])
def test_copier_writes_the_same_bytes(answers: Answers, source: Path, tmp_path: Path) -> None:
    destination = tmp_path / "shop"
    run_copy(str(source), destination, data=answers, defaults=True, quiet=True)
    written = {
        path.relative_to(destination).as_posix(): path.read_bytes()
        for path in destination.rglob("*")
        if path.is_file()
    }
    recorded = yaml.safe_load(written.pop(".copier-answers.yml"))
    assert written == {path: text.encode() for path, text in render(answers).files.items()}
    assert {name: recorded[name] for name in answers} == answers
