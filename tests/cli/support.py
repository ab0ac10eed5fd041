"""Small templates, and a clean machine to run `scaffold` on."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytest_copie.plugin import Copie

COPIER_YML = r"""
_subdirectory: files
_envops: {undefined: jinja2.StrictUndefined, trim_blocks: true, lstrip_blocks: true}
_groups:
  Project: [project_name, title]
  Service: [framework, store, queue, broker]
_proposals: {author: git-name, python_version: newest-python}
_next_commands: ["uv run {{ slug }} dev"]
_presets:
  small: {help: Nothing to operate., answers: {store: sqlite, queue: none}}
  big: {help: Workers., answers: {store: postgres, queue: celery, broker: redis}}
project_name:
  type: str
  help: Its name.
  default: "{{ _folder_name }}"
  validator: "{% if not project_name | regex_search('[a-z]') %}needs a letter{% endif %}"
slug: {type: str, when: false, default: "{{ project_name | lower | replace(' ', '-') }}"}
title: {type: str, help: A title., default: "{{ project_name }}"}
author: {type: str, help: Who., default: nobody}
python_version: {type: str, help: Which Python., default: "3.13", choices: ["3.14", "3.13", "3.12"]}
framework: {type: str, help: Web framework., default: one, choices: {"One: the only one": one}}
store:
  type: str
  help: The store.
  default: postgres
  choices: {"PostgreSQL: a server": postgres, "SQLite: a file": sqlite}
queue:
  type: str
  help: The queue.
  default: none
  choices:
    "none: nothing": none
    "RQ: small": rq
    "Celery: workers":
      value: celery
      validator: "{% if store == 'sqlite' %}workers need PostgreSQL{% endif %}"
broker:
  type: str
  help: The broker.
  default: redis
  when: "{{ queue == 'celery' }}"
  choices: {"Redis: small": redis, "RabbitMQ: big": rabbitmq}
"""
FILES = {
    "{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers | to_nice_yaml -}}",
    "README.md.jinja": "# {{ title }}\n{{ queue }}\n",
    "pyproject.toml": (
        '# What the package is.\n[project]\nname = "p"\nversion = "1"\nrequires-python = ">=3.11"\n'
    ),
    "src/{{ slug }}/main.py.jinja": '"""Starts {{ slug }}."""\n',
}


def write_template(
    root: Path, config: str = COPIER_YML, files: Mapping[str, str] | None = None
) -> Path:
    """Write a copier template; a plain folder, not a git repository."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "copier.yml").write_text(config, "utf-8")
    for name, text in (FILES if files is None else files).items():
        path = root / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def git(folder: Path, *arguments: str) -> str:
    """Run git with an identity of its own and none of the machine's settings."""
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


PACKAGED = (
    ".gitignore",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "CHANGELOG.md",
    "UPGRADING.md",
    "LICENSE",
)
CACHES = shutil.ignore_patterns("__pycache__")


def copy_package(repository: Path, root: Path) -> None:
    """Copy what the package is built from, without its template."""
    for name in PACKAGED:
        shutil.copy(repository / name, root)
    shutil.copytree(repository / "scaffold", root / "scaffold", ignore=CACHES)


def commit_all(folder: Path, tag: str = "") -> None:
    """Make a folder a git repository, or add a commit to it."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "state")
    if tag:
        git(folder, "tag", tag)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but those of git, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def copied(copie: Copie, template: Path, **answers: object) -> Path:
    """Let copier itself write a project; return where it is."""
    done = copie.copy(extra_answers=answers, template_dir=template)
    assert done.exception is None, done.exception
    assert done.project_dir is not None
    return done.project_dir


@dataclass(frozen=True)
class Ran:
    """How one run of the command ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON holds anything
        """The JSON document on standard output."""
        return json.loads(self.stdout)

    @property
    def said(self) -> str:
        """Everything it said, for messages that may stand on either stream."""
        return self.stdout + self.stderr


@dataclass
class Machine:
    """A user with an empty home, working in an empty folder, and the `scaffold` command.

    Attributes:
        home: The home folder; git's and copier's settings live there.
        work: The working directory.
        template: The template that commands use unless told otherwise.
        env: The environment of the commands.
    """

    home: Path
    work: Path
    template: Path
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.env = {
            **kept,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "TMPDIR": str(self.home / "tmp"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "UV_PYTHON": sys.executable,
            "UV_PYTHON_DOWNLOADS": "never",
            "UV_OFFLINE": "1",
            **self.env,
        }
        (self.home / "tmp").mkdir(parents=True)

    def command(self, *arguments: str) -> list[str]:
        """The command line that runs `scaffold`."""
        return [sys.executable, "-m", "scaffold", *arguments]

    def scaffold(self, *arguments: str, stdin: str = "") -> Ran:
        """Run `scaffold` where there is no terminal."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.work,
            env=self.env,
            input=stdin.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def new(self, *arguments: str, stdin: str = "") -> Ran:
        """Run `scaffold new` on the machine's template."""
        return self.scaffold("new", "--template", str(self.template), *arguments, stdin=stdin)

    def plain(self, *arguments: str, stdin: str = "") -> Ran:
        """Run `scaffold new` without any of the steps after rendering."""
        return self.new("--no-git", "--no-lock", "--no-install", *arguments, stdin=stdin)

    def only_programs(self, names: Sequence[str]) -> None:
        """Leave nothing but these programs on the path."""
        folder = self.home / "programs"
        folder.mkdir()
        for name in names:
            found = next(
                path for item in os.get_exec_path() if (path := Path(item) / name).exists()
            )
            (folder / name).symlink_to(found)
        self.env["PATH"] = str(folder)

    def program(self, name: str, script: str) -> None:
        """Put a shell script first on the path."""
        folder = self.home / "bin"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (folder / name).chmod(0o755)
        self.env["PATH"] = f"{folder}{os.pathsep}{self.env['PATH']}"

    @property
    def leftovers(self) -> list[str]:
        """What lies in the working directory and in the folder for temporary files."""
        return sorted(
            path.name for folder in (self.work, self.home / "tmp") for path in folder.iterdir()
        )
