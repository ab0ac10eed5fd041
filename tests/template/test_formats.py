"""What is rendered is well formed, whatever the answers."""

import ast
import json
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml
from validate_pyproject.api import Validator

from tests.template.conftest import Run
from tests.template.rendering import Project, combinations, pairs, render

Distinct = dict[tuple[str, str], Project]
# Python is parsed by ruff, which knows the syntax of newer versions than the one that runs this.
PARSERS: dict[str, Callable[[str], object]] = {
    ".json": json.loads,
    ".toml": tomllib.loads,
    ".yaml": yaml.safe_load,
    ".yml": yaml.safe_load,
}
GITHUB_EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
# Written as they are: in f-strings, in Alembic's template for migrations and in Django's for pages.
BRACES = {".py", ".mako", ".html"}

WORKFLOWS = (".github/workflows/ci.yml", ".github/workflows/template.yml")


def test_every_two_answers_meet_in_some_combination() -> None:
    answers = combinations()
    values = {(name, value) for given in answers for name, value in given.items()}
    impossible = {
        frozenset({("queue", queue), ("broker", broker)})
        for queue in ("none", "rq")
        for broker in ("redis", "rabbitmq")
    }
    impossible |= {
        frozenset({("auth", auth), ("mfa", mfa)})
        for auth in ("api_key", "oidc", "none")
        for mfa in (False, True)
    }
    impossible |= {
        frozenset({("framework", framework), ("orm", orm)})
        for framework, orm in [
            ("django", "sqlalchemy"),
            ("django", "sqlmodel"),
            ("flask", "sqlmodel"),
            ("fastapi", "django-orm"),
            ("flask", "django-orm"),
        ]
    }
    wanted = {frozenset({one, other}) for one in values for other in values if one[0] != other[0]}
    assert wanted - set().union(*map(pairs, answers)) == impossible


def test_every_file_parses(distinct: Distinct) -> None:
    for (path, text), project in distinct.items():
        try:
            PARSERS.get(Path(path).suffix, str)(text)
        except (ValueError, yaml.YAMLError) as error:
            pytest.fail(f"{path}: {error} ({project.label})")


def test_no_jinja_is_left_over(distinct: Distinct) -> None:
    for (path, text), project in distinct.items():
        if Path(path).suffix not in BRACES:
            plain = GITHUB_EXPRESSION.sub("", text)
            assert not re.search(r"\{\{|\{%|\{#", plain), f"{path} ({project.label})"


def test_lines_end_as_they_should(distinct: Distinct) -> None:
    for (path, text), project in distinct.items():
        where = f"{path} ({project.label})"
        assert text.endswith("\n"), where
        assert not text.endswith("\n\n"), where
        assert "\r" not in text, where
        assert not re.search(r"[ \t]$", text, re.MULTILINE), where
        assert "\n\n\n" not in text or path.endswith((".py", ".mako")), where


def write_python(projects: Iterable[Project], folder: Path) -> None:
    """Write the Python files that no project before has had, with the rules of their project.

    Ruff looks for the `__init__.py` of a package too.
    """
    written = set()
    for number, project in enumerate(projects):
        rules = tomllib.loads(project.files["pyproject.toml"])["tool"]["ruff"]
        python = {path: text for path, text in project.files.items() if path.endswith(".py")}
        new = {
            path: text for path, text in python.items() if (path, text, str(rules)) not in written
        }
        written |= {(path, text, str(rules)) for path, text in new.items()}
        packages = {path: python[path] for path in python if path.endswith("__init__.py")}
        shared = {"pyproject.toml": project.files["pyproject.toml"]}
        for path, text in (packages | shared | new).items() if new else ():
            target = folder / str(number) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())


def ruff(tool: Run, folder: Path, package: str, *options: str) -> None:
    """Check the format and the rules of what was written; it names what is ours, as not all is."""
    tool("ruff", "format", "--check", "--no-cache", "--quiet", "--diff", folder)
    ours = f"lint.isort.known-first-party=['{package}']"
    quiet = ["--no-cache", "--quiet", "--output-format=concise"]
    tool("ruff", "check", *quiet, "--config", ours, *options, folder)


def test_python_is_formatted_and_clean(
    everything: tuple[Project, ...], tool: Run, tmp_path: Path
) -> None:
    write_python(everything, tmp_path)
    ruff(tool, tmp_path, "shop")


@pytest.mark.parametrize("package", ["p", "a_package_name_of_30_characters"[:30]])
def test_python_is_formatted_whatever_the_package_is_called(
    package: str, everything: tuple[Project, ...], tool: Run, tmp_path: Path
) -> None:
    by_language = {
        tuple(
            project.answers.get(name)
            for name in ("architecture", "orm", "database", "auth", "queue", "broker", "example")
        ): project
        for project in everything
    }
    renamed = [
        render(project.answers | {"package_name": package}) for project in by_language.values()
    ]
    write_python(renamed, tmp_path)
    ruff(tool, tmp_path, package, "--select=E501,I")


def test_pyproject_is_valid_metadata(distinct: Distinct, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALIDATE_PYPROJECT_NO_NETWORK", "1")
    validate = Validator()
    for path, text in distinct:
        if path == "pyproject.toml":
            validate(tomllib.loads(text))


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (".github/workflows/ci.yml", ["--builtin-schema=vendor.github-workflows"]),
        (".github/workflows/template.yml", ["--builtin-schema=vendor.github-workflows"]),
        ("renovate.json", ["--builtin-schema=vendor.renovate"]),
        (
            ".gitlab-ci.yml",
            ["--builtin-schema=vendor.gitlab-ci", "--data-transform=gitlab-ci"],
        ),
        ("compose.yaml", ["--builtin-schema=vendor.compose-spec"]),
    ],
)
def test_public_schemas_accept(
    path: str, schema: list[str], distinct: Distinct, tool: Run, tmp_path: Path
) -> None:
    tool("check-jsonschema", *schema, *write_each(path, distinct, tmp_path))


def test_hadolint_accepts_the_dockerfile(distinct: Distinct, tool: Run, tmp_path: Path) -> None:
    tool("hadolint", *write_each("Dockerfile", distinct, tmp_path))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_zizmor_finds_nothing_unsafe_in_a_workflow(
    name: str, distinct: Distinct, tool: Run, tmp_path: Path
) -> None:
    config = tmp_path / "zizmor.yml"
    # Actions are pinned to releases, which a reader can check, instead of to commits.
    config.write_text('rules: {unpinned-uses: {config: {policies: {"*": ref-pin}}}}\n')
    files = write_each(name, distinct, tmp_path)
    tool("zizmor", "--offline", "--quiet", "--config", config, *files)


def test_the_workflows_may_only_read(distinct: Distinct) -> None:
    for path, text in distinct:
        if path in WORKFLOWS:
            workflow = yaml.safe_load(text)
            assert workflow["permissions"] == {"contents": "read"}
            assert all("permissions" not in job for job in workflow["jobs"].values())


def write_each(path: str, distinct: Distinct, folder: Path) -> list[Path]:
    """Write every text that a path ever gets to a folder of its own."""
    files = []
    for number, text in enumerate(text for name, text in distinct if name == path):
        file = folder / str(number) / path
        file.parent.mkdir(parents=True)
        file.write_text(text)
        files.append(file)
    assert files, f"no combination has {path}"
    return files


def test_env_example_names_every_setting_with_its_default(everything: tuple[Project, ...]) -> None:
    """Read from the source: the generated project compares the values."""
    for project in everything:
        source = project.files[f"src/{project.values['package_name']}/settings.py"]
        settings = next(
            node
            for node in ast.parse(source).body
            if isinstance(node, ast.ClassDef) and node.name == "Settings"
        )
        fields = [
            node.target.id.upper()
            for node in settings.body
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        ]
        lines = project.files[".env.example"].splitlines()
        names = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
        assert names == fields, project.label
        readme = project.files["README.md"]
        assert all(re.search(rf"^\| \**`{name}`", readme, re.MULTILINE) for name in fields)


def test_the_licence_file_is_the_licence_of_the_metadata(everything: tuple[Project, ...]) -> None:
    titles = {
        "MIT": "MIT License",
        "Apache-2.0": "Apache License",
        "BSD-3-Clause": "BSD 3-Clause License",
        "LicenseRef-Proprietary": None,
    }
    for project in everything:
        metadata = tomllib.loads(project.files["pyproject.toml"])["project"]
        title = titles[metadata["license"]]
        assert (title is None) == ("LICENSE" not in project.files)
        assert title is None or title in project.files["LICENSE"]


def test_one_python_version_is_named_everywhere(everything: tuple[Project, ...]) -> None:
    for project in everything:
        version = project.answers["python_version"]
        requires = tomllib.loads(project.files["pyproject.toml"])["project"]["requires-python"]
        assert requires == f">={version}"
        assert project.files[".python-version"] == f"{version}\n"
        images = re.findall(r"python:?(3\.\d+)-", project.files["Dockerfile"])
        images += re.findall(r"-python(3\.\d+)-", project.files.get(".gitlab-ci.yml", ""))
        assert set(images) == {version}
