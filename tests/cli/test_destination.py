"""Where a project may go, and that nothing of the user's is lost on the way."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.support import Machine, Ran, commit_all, contents, git, write_template


def refused(ran: Ran, message: str) -> None:
    assert ran.code == 1
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_file_is_no_destination(machine: Machine) -> None:
    (machine.work / "shop").write_text("mine", "utf-8")
    refused(machine.plain("shop", "--yes"), "is a file, not a folder")
    refused(machine.plain("shop/deeper", "--yes"), "is a file, not a folder")
    assert contents(machine.work) == {"shop": b"mine"}


def test_a_folder_with_something_in_it_is_refused(machine: Machine) -> None:
    (machine.work / "shop").mkdir()
    (machine.work / "shop" / ".hidden").write_text("mine", "utf-8")
    refused(machine.plain("shop", "--yes"), "is not empty")
    assert contents(machine.work) == {"shop/.hidden": b"mine"}


def test_the_current_folder_will_do_when_it_is_empty(machine: Machine) -> None:
    made = machine.plain(".", "--yes", "--json").json
    assert made["answers"]["project_name"] == "work"
    assert made["next"] == ["uv run work dev"]
    assert "README.md" in contents(machine.work)


def test_the_current_folder_is_refused_when_it_is_not_empty(machine: Machine) -> None:
    (machine.work / "notes").write_text("mine", "utf-8")
    refused(machine.plain(".", "--yes"), "is not empty")
    assert contents(machine.work) == {"notes": b"mine"}


@pytest.mark.parametrize("name", ["a/b/shop", "shop/", "./shop", "x/../shop", "sh\u00f6p", "a b"])
def test_a_new_folder_may_be_written_in_any_way(name: str, machine: Machine) -> None:
    assert machine.plain(name, "--yes").code == 0
    assert (Path(os.path.normpath(machine.work / name)) / "README.md").is_file()


def test_a_link_to_an_empty_folder_stays_a_link(machine: Machine) -> None:
    (machine.work / "real").mkdir()
    (machine.work / "shop").symlink_to("real")
    assert machine.plain("shop", "--yes").code == 0
    assert (machine.work / "shop").is_symlink()
    assert (machine.work / "real" / "README.md").is_file()


def test_a_link_to_nothing_is_refused(machine: Machine) -> None:
    (machine.work / "shop").symlink_to("nowhere")
    refused(machine.plain("shop", "--yes"), "is a symbolic link to nothing")


def test_a_name_without_a_letter_gives_no_project(machine: Machine) -> None:
    refused(machine.plain("123", "--yes"), "needs a letter")
    assert machine.leftovers == []


def test_an_empty_name_is_not_the_current_folder(machine: Machine) -> None:
    ran = machine.plain("", "--yes")
    assert (ran.code, machine.leftovers) == (2, [])
    assert "the destination is missing" in ran.stderr


def test_the_home_of_nobody_is_a_name(machine: Machine) -> None:
    assert machine.plain("~nobody-there/shop", "--yes").code == 0
    assert (machine.work / "~nobody-there" / "shop" / "README.md").is_file()
    refused(machine.new("a", "--yes", "--template", "~nobody-there/x"), "there is no template at")


def test_a_folder_that_is_gone_is_no_place_to_work_in(machine: Machine) -> None:
    inner = " ".join(machine.command("new", "shop", "--yes", "--template", str(machine.template)))
    ran = subprocess.run(
        ["/bin/sh", "-c", f"mkdir gone; cd gone; rmdir ../gone; {inner}"],
        cwd=machine.work,
        env=machine.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("Error: the working directory does not exist any more")


def test_what_somebody_else_wrote_meanwhile_is_left_alone(machine: Machine) -> None:
    machine.program("uv", f"mkdir {machine.work}/shop; echo mine > {machine.work}/shop/README.md")
    refused(machine.new("shop", "--yes"), "somebody else has written to")
    assert contents(machine.work) == {"shop/README.md": b"mine\n"}
    assert machine.leftovers == ["shop"]


def test_a_name_that_is_too_long_is_refused(machine: Machine) -> None:
    refused(machine.plain("a" * 300, "--yes"), "File name too long")
    assert machine.leftovers == []


def test_the_root_of_the_file_system_is_refused(machine: Machine) -> None:
    refused(machine.plain("/", "--yes"), "is no place for a project")


def test_a_folder_that_nobody_may_write_to_is_refused(machine: Machine) -> None:
    ran = machine.plain("/proc/self/shop", "--yes")  # not even root may make a folder there
    assert ran.code == 1
    assert "cannot be written" in ran.stderr or "is not writable" in ran.stderr


def test_force_writes_beside_what_is_there_and_says_what_it_replaced(machine: Machine) -> None:
    project = machine.work / "shop"
    (project / "src").mkdir(parents=True)
    (project / "src" / "mine.py").write_text("mine", "utf-8")
    (project / "README.md").write_text("mine", "utf-8")
    ran = machine.plain("shop", "--yes", "--force", "--json")
    assert ran.json["replaced"] == ["README.md"]
    assert (project / "src" / "mine.py").read_text("utf-8") == "mine"
    assert (project / "README.md").read_text("utf-8").startswith("# shop")
    assert (project / "src" / "shop" / "main.py").is_file()
    assert machine.leftovers == ["shop"]


def test_force_does_not_write_through_a_link(machine: Machine) -> None:
    (machine.work / "elsewhere").mkdir()
    (machine.work / "shop").mkdir()
    (machine.work / "shop" / "src").symlink_to("../elsewhere")
    refused(machine.plain("shop", "--yes", "--force"), "is in the way")
    assert contents(machine.work) == {}


def test_force_does_not_replace_a_folder_by_a_file(machine: Machine) -> None:
    (machine.work / "shop" / "README.md").mkdir(parents=True)
    (machine.work / "shop" / "README.md" / "notes").write_text("mine", "utf-8")
    refused(machine.plain("shop", "--yes", "--force"), "is in the way")
    assert contents(machine.work) == {"shop/README.md/notes": b"mine"}


def test_a_repository_with_changes_is_refused(machine: Machine) -> None:
    git(machine.work, "init", "--quiet")
    (machine.work / "new").write_text("x", "utf-8")
    refused(machine.new("shop", "--yes"), "has uncommitted changes")
    assert contents(machine.work) == {"new": b"x"}


def test_a_repository_without_changes_is_not_committed_to(machine: Machine) -> None:
    (machine.work / "old").write_text("x", "utf-8")
    commit_all(machine.work)
    ran = machine.new("shop", "--yes", "--json", "--no-lock")
    assert ran.json["steps"][1]["status"] == "skipped"
    assert "it gets no repository of its own" in ran.json["notes"][0]
    assert not (machine.work / "shop" / ".git").exists()
    assert git(machine.work, "log", "--format=%s") == "state"
    assert git(machine.work, "status", "--porcelain") == "?? shop/"


def test_a_template_that_fails_half_way_leaves_nothing(machine: Machine) -> None:
    write_template(machine.template, files={"a": "fine", "z.jinja": "{{ nothing }}"})
    refused(machine.plain("deep/er/shop", "--yes"), "'nothing' is undefined")
    assert machine.leftovers == []


def test_a_template_that_fails_half_way_leaves_what_was_there(machine: Machine) -> None:
    write_template(machine.template, files={"a": "fine", "z.jinja": "{{ nothing }}"})
    (machine.work / "shop").mkdir()
    (machine.work / "shop" / "a").write_text("mine", "utf-8")
    refused(machine.plain("shop", "--yes", "--force"), "'nothing' is undefined")
    assert contents(machine.work) == {"shop/a": b"mine"}
    assert machine.leftovers == ["shop"]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_while_uv_works_leaves_nothing(
    number: signal.Signals, code: int, machine: Machine
) -> None:
    started = machine.home / "started"
    script = f'case "$1" in lock) touch {started}; exec sleep 60;; *) echo "[]";; esac'
    machine.program("uv", script)
    command = machine.command("new", "deep/shop", "--yes", "--template", str(machine.template))
    with subprocess.Popen(
        command, cwd=machine.work, env=machine.env, stderr=subprocess.PIPE
    ) as ran:
        deadline = time.monotonic() + 30
        while not started.exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        ran.send_signal(number)
        _out, said = ran.communicate(timeout=30)
    assert (ran.returncode, said.decode().strip()) == (code, "Stopped.")
    assert machine.leftovers == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Path:
    """A file system with room for almost nothing; the test fails where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=False
    )
    assert mounted.returncode == 0, "mounting a tmpfs needs root and CAP_SYS_ADMIN"
    return folder


def test_a_full_disk_leaves_nothing(machine: Machine, tiny_disk: Path) -> None:
    try:
        write_template(machine.template, files={f"f{n}": "x" * 20_000 for n in range(9)})
        refused(machine.plain(str(tiny_disk / "deep" / "shop"), "--yes"), "No space left on device")
        assert list(tiny_disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tiny_disk)], check=True)


def test_a_disk_that_fills_while_git_works_leaves_nothing(
    machine: Machine, tiny_disk: Path
) -> None:
    try:
        write_template(machine.template, files={"f": "x" * 20_000})
        ran = machine.new(str(tiny_disk / "shop"), "--yes", "--no-lock")
        refused(ran, "No space left on device")
        assert list(tiny_disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tiny_disk)], check=True)


def test_a_full_disk_does_not_matter_once_the_project_is_there(machine: Machine) -> None:
    machine.program("uv", '[ "$1" = sync ] || exit 0; echo "No space left on device" >&2; exit 2')
    ran = machine.new("shop", "--yes")
    assert ran.code == 0
    assert "uv sync was not done: No space left on device. Later: uv sync" in ran.stderr
    assert (machine.work / "shop" / "README.md").is_file()


def test_a_full_disk_names_the_project_and_not_the_hidden_folder(machine: Machine) -> None:
    machine.program("uv", 'echo "No space left on device" >&2; exit 2')
    ran = machine.new("shop", "--yes")
    refused(ran, f"{machine.work / 'shop'} cannot be written: No space left on device")
    assert machine.leftovers == []


def test_a_full_disk_for_temporary_files_is_named(machine: Machine, tiny_disk: Path) -> None:
    try:
        write_template(machine.template, files={f"f{n}": "x" * 20_000 for n in range(9)})
        machine.env["TMPDIR"] = str(tiny_disk)
        ran = machine.new("shop", "--yes", "--dry-run")
        refused(ran, f"{tiny_disk} cannot be written: No space left on device")
        assert list(tiny_disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tiny_disk)], check=True)


def test_ctrl_c_while_the_project_is_installed_says_that_it_is_complete(machine: Machine) -> None:
    started = machine.home / "started"
    machine.program("uv", f'[ "$1" = sync ] || exit 0; touch {started}; exec sleep 60')
    command = machine.command("new", "shop", "--yes", "--template", str(machine.template))
    with subprocess.Popen(
        command, cwd=machine.work, env=machine.env, stderr=subprocess.PIPE
    ) as ran:
        deadline = time.monotonic() + 30
        while not started.exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        ran.send_signal(signal.SIGINT)
        _out, said = ran.communicate(timeout=30)
    assert ran.returncode == 130
    assert said.decode().endswith("shop is complete; `uv sync` installs it.\n")


def test_the_command_is_a_module_too(machine: Machine) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scaffold", "--help"],
        env=machine.env,
        check=True,
        text=True,
        capture_output=True,
    )
    assert done.stdout.startswith("Usage: ")
