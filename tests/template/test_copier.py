"""Copier itself writes what the other tests look at."""

from pathlib import Path

import pytest
import yaml
from pytest_copie.plugin import Copie

from tests.cli.support import contents, copied
from tests.template.rendering import Answers, combinations, render

FEW = 6


@pytest.mark.parametrize("answers", combinations()[:: len(combinations()) // FEW])
def test_copier_writes_the_same_bytes(answers: Answers, source: Path, copie: Copie) -> None:
    written = contents(copied(copie, source, **answers))
    recorded = yaml.safe_load(written.pop(".copier-answers.yml"))
    assert written == {path: text.encode() for path, text in render(answers).files.items()}
    assert {name: recorded[name] for name in answers} == answers
