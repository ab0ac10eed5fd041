"""Each import rule of each style fails the check of the project in which somebody breaks it."""

import functools
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from importlinter.cli import lint_imports

from tests.template.rendering import WHOLE, Project, render

Write = Callable[[Project, Path], None]
Check = Callable[[Path], tuple[int, str]]


class Plant(NamedTuple):
    """An import that breaks a rule."""

    style: str
    rule: str
    path: str
    line: str


LAYERS = "Each module imports only from the layers below its own"
RINGS = "Each ring imports only from the rings within it"
CYCLES = "No package has a cycle among its modules"
CORE = "The domain and the use cases know no framework, no database and no wire format"
OUTSIDE = "What talks to the outside knows nothing of HTTP"
ENTRY = "Routes and jobs reach the outside through use cases only"
PLANTS = [
    Plant("layered", LAYERS, "adapters/mail.py", "from shop.orders import models"),
    Plant("layered", LAYERS, "orders/services.py", "from shop import app"),
    Plant(
        "layered", CYCLES, "adapters/database/engine.py", "from shop.adapters.queue import runner"
    ),
    Plant(
        "layered",
        "What the features stand on knows nothing of HTTP",
        "adapters/mail.py",
        "import fastapi",
    ),
    Plant(
        "layered",
        "Inside a feature, the routes call the services and the services know the models",
        "orders/services.py",
        "from shop.orders import api",
    ),
    Plant(
        "layered",
        "Rules and queries know nothing of HTTP",
        "orders/models.py",
        "from starlette.requests import Request",
    ),
    Plant(
        "layered", "No feature knows another", "auth/services.py", "from shop.orders import models"
    ),
    *(
        plant
        for style in ("hexagonal", "cqrs")
        for plant in (
            Plant(style, RINGS, "domain/orders.py", "from shop.adapters.database import engine"),
            Plant(style, RINGS, "adapters/mail.py", "from shop.entrypoints import jobs"),
            Plant(
                style,
                CYCLES,
                "adapters/database/engine.py",
                "from shop.adapters.queue import runner",
            ),
            Plant(style, CORE, "domain/orders.py", "import sqlalchemy"),
            Plant(style, CORE, "domain/orders.py", "from sqlmodel import SQLModel"),
            Plant(style, CORE, "domain/accounts.py", "from pydantic import BaseModel"),
            Plant(style, CORE, "application/ports/orders.py", "from fastapi import Request"),
            Plant(style, CORE, "domain/accounts.py", "from argon2 import PasswordHasher"),
            Plant(style, CORE, "domain/accounts.py", "from cryptography.fernet import Fernet"),
            Plant(style, CORE, "domain/accounts.py", "from joserfc import jwt"),
            Plant(style, CORE, "application/ports/orders.py", "import httpx2"),
            Plant(style, CORE, "application/ports/orders.py", "import kombu"),
            Plant(style, CORE, "application/ports/orders.py", "import smtplib"),
            Plant(style, OUTSIDE, "adapters/mail.py", "import starlette"),
            Plant(
                style,
                ENTRY,
                "entrypoints/http/orders.py",
                "from shop.adapters.database.orders import SqlOrders",
            ),
            Plant(style, ENTRY, "entrypoints/jobs.py", "import sqlalchemy"),
            Plant(style, ENTRY, "entrypoints/jobs.py", "from redis import Redis"),
        )
    ),
    Plant(
        "hexagonal",
        "Use cases know the ports, and not one another",
        "application/accounts.py",
        "from shop.application import orders",
    ),
    Plant(
        "hexagonal",
        "Use cases know the ports, and not one another",
        "application/ports/orders.py",
        "from shop.application import orders",
    ),
    Plant(
        "hexagonal",
        "Adapters know the ports, not the use cases",
        "adapters/database/orders.py",
        "from shop.application import orders",
    ),
    Plant(
        "cqrs",
        "Commands and queries know nothing of each other",
        "application/commands/orders.py",
        "from shop.application.queries.orders import get_order",
    ),
    Plant(
        "cqrs",
        "Queries know the views, not the domain and its rules",
        "application/queries/orders.py",
        "from shop.domain.orders import Order",
    ),
    Plant(
        "cqrs",
        "Adapters know the ports, not the commands and queries",
        "adapters/database/orders.py",
        "from shop.application.commands import orders",
    ),
    Plant(
        "cqrs",
        "Adapters know the ports, not the commands and queries",
        "adapters/database/order_summaries.py",
        "from shop.application import projections",
    ),
    Plant(
        "cqrs",
        "Queries know the views, not the domain and its rules",
        "application/queries/orders.py",
        "from shop.application.ports.order_summaries import OrderSummaries",
    ),
    *(
        Plant(
            "cqrs",
            "Commands decide by the domain, not by what queries are shown",
            f"application/commands/{module}.py",
            f"from shop.application.ports import {views}",
        )
        for module, views in (("orders", "order_views"), ("accounts", "account_views"))
    ),
]
# What the framework's own name breaks there.
FLASK_PLANTS = [
    *PLANTS,
    Plant(
        "layered",
        "What the features stand on knows nothing of HTTP",
        "adapters/mail.py",
        "import flask",
    ),
    Plant(
        "layered",
        "Rules and queries know nothing of HTTP",
        "orders/services.py",
        "from flask import g",
    ),
    Plant("layered", LAYERS, "web/probes.py", "from shop.lifespan import running"),
    *(
        plant
        for style in ("hexagonal", "cqrs")
        for plant in (
            Plant(style, CORE, "application/ports/orders.py", "from flask import request"),
            Plant(style, CORE, "domain/orders.py", "from werkzeug.exceptions import Conflict"),
            Plant(style, OUTSIDE, "adapters/mail.py", "from flask import current_app"),
            Plant(style, RINGS, "web/probes.py", "from shop.lifespan import running"),
        )
    ),
]
# Where the ORM is the framework's own, what is kept out of the rings is the whole of it.
DJANGO_PLANTS = [
    *(plant for plant in PLANTS if not ("fastapi" in plant.line or "starlette" in plant.line)),
    Plant(
        "layered",
        "What the features stand on knows nothing of HTTP",
        "adapters/mail.py",
        "from ninja import Schema",
    ),
    Plant(
        "layered",
        "Rules and queries know nothing of HTTP",
        "orders/models.py",
        "from shop.web import access",
    ),
    *(
        Plant(style, rule, path, line)
        for style in ("hexagonal", "cqrs")
        for rule, path, line in (
            (CORE, "domain/orders.py", "from django.db import models"),
            (CORE, "application/ports/orders.py", "from ninja import Schema"),
            (OUTSIDE, "adapters/mail.py", "import ninja"),
            (ENTRY, "entrypoints/jobs.py", "from django.db import transaction"),
            (ENTRY, "entrypoints/http/orders.py", "from django.db import models"),
            (
                ENTRY,
                "entrypoints/http/orders.py",
                "from shop.adapters.database.order_rows import OrderRow",
            ),
        )
    ),
]
PLANTED = [
    *(("fastapi", plant) for plant in PLANTS),
    *(("flask", plant) for plant in FLASK_PLANTS),
    *(("django", plant) for plant in DJANGO_PLANTS),
]
IMPORT = re.compile(r"^\s*(?:from \S+ )?import (?:\([^)]*\)|.*)", re.MULTILINE)
CELLS = sorted({(framework, plant.style) for framework, plant in PLANTED})


@functools.cache
def project(framework: str, style: str) -> Project:
    """A whole project of a framework and a style."""
    orm = {"orm": "django-orm"} if framework == "django" else {}
    return render({**WHOLE, **orm, "framework": framework, "architecture": style})


@functools.cache
def imports(text: str) -> tuple[str, ...]:
    """The import statements of a module."""
    return tuple(IMPORT.findall(text))


@functools.cache
def rules(pyproject: str) -> str:
    """What import-linter is told."""
    return str(tomllib.loads(pyproject)["tool"]["importlinter"])


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs the import rules of a project, in this process, which takes a tenth of the time."""

    def check(folder: Path) -> tuple[int, str]:
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.syspath_prepend(folder / "src")
            code = lint_imports(config_filename=str(folder / "pyproject.toml"), no_cache=True)
        return code, capsys.readouterr().out

    return check


@pytest.mark.parametrize(("framework", "style"), CELLS)
def test_a_new_project_breaks_no_rule(
    framework: str, style: str, write: Write, tmp_path: Path, check: Check
) -> None:
    write(project(framework, style), tmp_path)
    code, said = check(tmp_path)
    assert code == 0, said


@pytest.mark.parametrize("framework", sorted({framework for framework, _ in CELLS}))
def test_no_combination_breaks_a_rule(
    framework: str,
    everything: tuple[Project, ...],
    write: Write,
    tmp_path: Path,
    check: Check,
) -> None:
    """One stands for all with the same imports and rules."""
    different = {
        frozenset(
            (path, imports(text) if path.endswith(".py") else rules(text))
            for path, text in project.files.items()
            if path == "pyproject.toml" or (path.startswith("src/") and path.endswith(".py"))
        ): project
        for project in everything
        if project.answers["framework"] == framework
    }
    for number, project in enumerate(different.values()):
        folder = tmp_path / str(number)
        write(project, folder)
        code, said = check(folder)
        assert code == 0, f"{project.label}\n{said}"


@pytest.mark.parametrize(
    ("framework", "plant"),
    PLANTED,
    ids=[f"{framework}-{plant.style}-{plant.path}-{plant.line}" for framework, plant in PLANTED],
)
def test_each_planted_import_breaks_the_rule(
    framework: str, plant: Plant, write: Write, tmp_path: Path, check: Check
) -> None:
    write(project(framework, plant.style), tmp_path)
    file = tmp_path / "src" / "shop" / plant.path
    file.write_text(f"{file.read_text('utf-8')}\n{plant.line}\n", "utf-8")
    code, said = check(tmp_path)
    assert code == 1, said
    assert re.search(rf"^{re.escape(plant.rule)} BROKEN\b", said, re.MULTILINE), said


@pytest.mark.parametrize(("framework", "style"), CELLS)
def test_every_rule_has_an_import_that_breaks_it(framework: str, style: str) -> None:
    text = project(framework, style).files["pyproject.toml"]
    settings = tomllib.loads(text)["tool"]["importlinter"]
    rules = {contract["name"] for contract in settings["contracts"]}
    assert rules == {
        plant.rule for where, plant in PLANTED if (where, plant.style) == (framework, style)
    }
