"""What happens when something a run relies on is missing or refuses."""

import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.support import COPIER_YML, Machine, Ran, commit_all, contents, git, write_template


def refused(ran: Ran, *messages: str) -> None:
    assert ran.code == 1
    for message in messages:
        assert message in ran.stderr
    assert "Traceback" not in ran.stderr


def test_without_git_the_project_is_made_and_the_missing_step_named(machine: Machine) -> None:
    machine.only_programs(["uv"])
    ran = machine.new("shop", "--yes", "--no-install")
    assert ran.code == 0
    assert "git commit was not done: git is not installed" in ran.stderr
    assert 'Later: git init && git add -A && git commit -m "Start the project"' in ran.stderr
    assert "uv.lock" in contents(machine.work / "shop")


def test_without_uv_the_project_is_made_and_the_missing_steps_named(machine: Machine) -> None:
    machine.only_programs(["git"])
    ran = machine.new("shop", "--yes", "--json")
    assert ran.code == 0
    steps = {step["step"]: step for step in ran.json["steps"]}
    assert (steps["uv lock"]["status"], steps["uv lock"]["later"]) == ("failed", "uv lock")
    assert (steps["uv sync"]["status"], steps["uv sync"]["later"]) == ("skipped", "uv sync")
    assert steps["git commit"]["status"] == "done"


def test_without_git_and_uv_plain_rendering_still_works(machine: Machine) -> None:
    machine.only_programs([])
    assert machine.plain("shop", "--yes").code == 0


def test_without_a_network_the_project_is_made_and_locked_later(machine: Machine) -> None:
    pyproject = machine.template / "files" / "pyproject.toml"
    pyproject.write_text(pyproject.read_text("utf-8") + 'dependencies = ["click"]\n', "utf-8")
    machine.env["UV_CACHE_DIR"] = str(machine.home / "empty")
    ran = machine.new("shop", "--yes")
    assert ran.code == 0
    assert "uv lock was not done: " in ran.stderr
    assert "Later: uv lock" in ran.stderr
    assert git(machine.work / "shop", "status", "--porcelain") == ""


def test_what_kept_uv_from_its_work_is_told(machine: Machine) -> None:
    machine.program(
        "uv", 'printf "error: Request failed\\n  cause: a\\n  cause: no DNS\\n" >&2; exit 2'
    )
    ran = machine.new("shop", "--yes")
    assert "uv lock was not done: error: Request failed (no DNS). Later: uv lock" in ran.stderr


def test_a_commit_that_git_refuses_does_not_lose_the_project(machine: Machine) -> None:
    real = shutil.which("git")
    machine.program("git", f'case "$*" in *commit*) exit 1;; esac; exec {real} "$@"')
    ran = machine.new("shop", "--yes", "--no-lock")
    assert ran.code == 0
    assert "git commit was not done" in ran.stderr
    assert (machine.work / "shop" / "README.md").is_file()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("/does/not/exist", "there is no template at /does/not/exist"),
        ("n" * 300, "there is no template at nnn"),
        ("file:///does/not/exist.git", "cannot be fetched"),
        ("git+file:///does/not/exist", "cannot be fetched"),
        ("https://localhost:9/none.git", "cannot be fetched"),
        ("gh:", "cannot be fetched"),
        ("{home}", "is no template: it has no copier.yml"),
    ],
)
def test_a_template_that_is_not_there_is_named(
    template: str, message: str, machine: Machine
) -> None:
    machine.env["https_proxy"] = "http://localhost:9"
    url = template.replace("{home}", str(machine.home))
    refused(machine.scaffold("new", "shop", "--yes", "--template", url), message)
    assert machine.leftovers == []


def test_a_git_repository_that_is_no_template_is_named(machine: Machine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "x").write_text("x", "utf-8")
    commit_all(other, "v1")
    refused(machine.scaffold("new", "shop", "--yes", "--template", str(other)), "is no template")
    assert machine.leftovers == []


def test_a_version_that_is_not_there_is_named(machine: Machine) -> None:
    commit_all(machine.template)
    refused(machine.new("shop", "--yes", "--ref", "v9"), "has no version 'v9'")


def test_a_template_from_git_needs_git(machine: Machine) -> None:
    machine.only_programs([])
    url = f"file://{machine.template}"
    ran = machine.scaffold("new", "shop", "--yes", "--template", url)
    refused(ran, "git is needed to fetch the template")


@pytest.mark.parametrize("setting", ["_tasks: [touch made]", "_jinja_extensions: [jinja2.ext.do]"])
def test_a_template_that_wants_to_run_code_is_refused(setting: str, machine: Machine) -> None:
    write_template(machine.template, f"{COPIER_YML}\n{setting}\n")
    refused(machine.plain("shop", "--yes"), "wants to run its own code", "settings.yml")
    assert machine.leftovers == []


def test_a_template_that_is_trusted_in_copiers_settings_may(machine: Machine) -> None:
    write_template(machine.template, f"{COPIER_YML}\n_tasks: [touch made]\n")
    settings = machine.home / "settings.yml"
    settings.write_text(yaml.safe_dump({"trust": [str(machine.template)]}), "utf-8")
    machine.env["COPIER_SETTINGS_PATH"] = str(settings)
    assert machine.plain("shop", "--yes").code == 0
    assert (machine.work / "shop" / "made").is_file()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% for item in none %}{% endfor %}", "'NoneType' object is not iterable"),
        ("{% if %}", "Expected an expression"),
    ],
)
def test_a_file_of_the_template_that_cannot_be_rendered_is_named_with_its_line(
    text: str, said: str, machine: Machine
) -> None:
    write_template(machine.template, files={"a": "fine", "z.jinja": f"fine\n{text}\n"})
    ran = machine.plain("shop", "--yes")
    refused(ran, f"the template {machine.template} cannot be rendered: {said}", "z.jinja:2.")
    assert machine.leftovers == []


def test_a_template_for_a_later_copier_is_refused(machine: Machine) -> None:
    write_template(machine.template, f"{COPIER_YML}\n_min_copier_version: '99'\n")
    refused(machine.plain("shop", "--yes"), "requires Copier version >= 99")


@pytest.mark.parametrize(
    "config",
    ["a: [", "- a list", "a: !!python/name:os.system", "a: '{{ 1/0 }}'", "!include ../*"],
)
def test_a_copier_yml_with_a_mistake_is_named(config: str, machine: Machine) -> None:
    write_template(machine.template, config)
    ran = machine.plain("shop", "--yes")
    refused(ran)
    assert "copier.yml" in ran.stderr or "question a" in ran.stderr


@pytest.mark.parametrize("text", ["defaults: [", "- a", "defaults: 7", "a: !!python/name:x"])
def test_copiers_settings_with_a_mistake_are_named(text: str, machine: Machine) -> None:
    settings = machine.home / "settings.yml"
    settings.write_text(text, "utf-8")
    machine.env["COPIER_SETTINGS_PATH"] = str(settings)
    refused(machine.plain("shop", "--yes"), f"copier's settings file {settings}")


def test_a_default_in_copiers_settings_that_breaks_a_rule_is_named_with_its_line(
    machine: Machine,
) -> None:
    settings = machine.home / "settings.yml"
    settings.write_text("trust: []\ndefaults:\n  title: x\n  queue: cellery\n", "utf-8")
    machine.env["COPIER_SETTINGS_PATH"] = str(settings)
    refused(machine.plain("shop", "--yes"), f"{settings}:4: queue: 'cellery' is none of")


def test_an_answers_file_of_ten_megabytes_is_not_even_read(machine: Machine) -> None:
    (machine.work / "a.yml").write_bytes(b"a: " + b"x" * 10_000_000)
    refused(machine.plain("shop", "--answers", "a.yml"), "is larger than 1 MiB")


def test_an_answers_file_that_is_a_folder_is_named(machine: Machine) -> None:
    refused(machine.plain("shop", "--answers", str(machine.home)), "Is a directory")


def test_bytes_that_are_no_text_are_refused_without_a_traceback(machine: Machine) -> None:
    ran = machine.plain("shop", "--yes", "--set", "queue=\udcff")
    refused(ran, "queue: ")


def test_a_bug_asks_to_be_reported_and_debug_shows_it(machine: Machine) -> None:
    machine.env["COPIER_SETTINGS_PATH"] = "\0"[:0] + "/" + "x" * 5000
    ran = machine.plain("shop", "--yes")
    assert ran.code == 1
    assert "Traceback" not in ran.stderr
    assert "Traceback" in machine.plain("shop", "--yes", "--debug").stderr
