"""Section 5: the document does not tell which framework serves it."""

import json
import subprocess
from copy import deepcopy
from dataclasses import replace

import pytest

from .harness.combination import FRAMEWORKS, ORMS, Combination
from .harness.interface import Document, differences, interface
from .harness.project import Project, generate, surroundings

REFERENCE = "fastapi"


def document(project: Project) -> Document:
    """What `openapi` prints."""
    command = [str(project.script), "openapi"]
    done = subprocess.run(
        command, cwd=project.directory, env=surroundings(), capture_output=True, check=True
    )
    printed: Document = json.loads(done.stdout)
    return printed


@pytest.mark.once_for("framework", "auth", "example")
@pytest.mark.short
def test_every_framework_describes_the_same_interface(
    combination: Combination, project: Project
) -> None:
    framework = _other(combination.framework)
    twin = replace(combination, framework=framework, orm=ORMS[framework][0])
    other = generate(twin, project.directory.parent)
    found = list(differences(interface(document(project)), interface(document(other))))
    assert found == []


def _other(framework: str) -> str:
    """The one to compare with: the reference itself with the next, the others with it."""
    return FRAMEWORKS[1] if framework == REFERENCE else REFERENCE


def test_a_difference_is_named() -> None:
    """The control: what is not the same does not get lost on the way."""
    first: Document = {
        "paths": {
            "/orders": {
                "get": {
                    "parameters": [{"in": "query", "name": "limit", "schema": {"maximum": 100}}],
                    "responses": {"200": {"description": "Fine."}},
                }
            }
        }
    }
    second = deepcopy(first)
    operation = second["paths"]["/orders"]["get"]
    operation["parameters"][0]["schema"]["maximum"] = 50
    operation["responses"] = {"200": {"description": "Good."}, "404": {"description": "Gone."}}
    assert list(differences(interface(first), interface(second))) == [
        "get /orders > answers > 404: only in the second",
        "get /orders > parameters > query limit > schema > maximum: 100 and 50",
    ]
