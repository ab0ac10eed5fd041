"""Updates that are killed, or run out of disk, at any point."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scaffold import output, update
from scaffold import project as projects
from scaffold.errors import ScaffoldError
from scaffold.source import open_source
from tests.update import harm
from tests.update.small import Project, edit_everything

# Where a process comes to harm, between its first operation and its last.
PLACES = [number / 14 for number in range(15)]


@pytest.fixture
def edited(project: Project) -> Project:
    """A project whose update meets every kind of change, one conflict included."""
    edit_everything(project)
    return project


@pytest.fixture
def renderings(project: Project, tmp_path: Path) -> Path:
    """What copier writes for the two versions."""
    folder = tmp_path / "renderings"
    for version in ("v1.0.0", "v3.0.0"):
        (folder / version).mkdir(parents=True)
        with open_source(str(project.machine.template), version) as found:
            projects.render(found, folder / version, {"project_name": "shop", "queue": "none"})
    return folder


def operations(action: str, project: Project, renderings: Path) -> int:
    """How many operations an action has; the project is put back."""
    kept = project.machine.home / "kept"
    shutil.copytree(project.root, kept, symlinks=True)
    count = harm.perform(action, project.root, renderings)
    shutil.rmtree(project.root)
    kept.rename(project.root)
    assert count > 20
    return count


def restored(project: Project) -> None:
    """Undo what is under way, if anything is."""
    if project.under_way:
        update.abort(project.root)


def test_abort_restores_every_byte_after_a_kill_at_any_point(
    edited: Project, renderings: Path
) -> None:
    before, torn = edited.state, 0
    total = operations("run", edited, renderings)
    for place in PLACES:
        harm.perform("run", edited.root, renderings, max(1, round(place * total)), "kill")
        torn += edited.state != before
        restored(edited)
        assert edited.state == before, place
        assert edited.git("status", "--porcelain") == ""
    assert torn > 2


def test_continue_finishes_what_a_kill_has_left(edited: Project, renderings: Path) -> None:
    before, finished = edited.state, 0
    total = operations("run", edited, renderings)
    harm.perform("run", edited.root, renderings)
    whole = edited.state
    restored(edited)
    for place in PLACES:
        harm.perform("run", edited.root, renderings, max(1, round(place * total)), "kill")
        if edited.under_way and edited.state != whole:
            harm.perform("resume", edited.root, renderings)
            finished += 1
        assert edited.state in (before, whole)
        restored(edited)
        assert edited.state == before
    assert finished > 1


def test_an_abort_that_is_killed_can_be_said_again(edited: Project, renderings: Path) -> None:
    before = edited.state
    harm.perform("run", edited.root, renderings)
    total = operations("abort", edited, renderings)
    for place in PLACES:
        harm.perform("abort", edited.root, renderings, max(1, round(place * total)), "kill")
        restored(edited)
        assert edited.state == before, place
        harm.perform("run", edited.root, renderings)


def test_a_disk_that_is_full_from_any_point_on_loses_nothing(
    edited: Project, renderings: Path
) -> None:
    before = edited.state
    total = operations("run", edited, renderings)
    for place in PLACES:
        harm.perform("run", edited.root, renderings, max(1, round(place * total)), "full")
        restored(edited)
        assert edited.state == before, place


def test_a_kill_of_all_its_processes_at_a_random_moment_can_be_undone(
    edited: Project, renderings: Path
) -> None:
    before = edited.state
    chance = random.Random(6)  # noqa: S311 - no secret
    start = time.monotonic()
    harm.perform("run", edited.root, renderings)
    whole, length = edited.state, time.monotonic() - start
    restored(edited)
    for _ in range(8):
        process = harm.begin("run", edited.root, renderings)
        assert process.pid is not None
        time.sleep(chance.random() * length * 1.2)
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:  # it has ended, or has not come to be a group yet
            process.kill()
        process.join()
        assert edited.under_way or edited.state in (before, whole)
        restored(edited)
        assert edited.state == before


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk"
)
@pytest.mark.parametrize("room", [0, 24, 48, 96])
def test_a_disk_that_is_really_full_loses_nothing(
    room: int, edited: Project, renderings: Path, tmp_path: Path
) -> None:
    """`room` KiB are free when the update begins."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], check=True)
    try:
        shutil.copytree(edited.root, disk / "shop", symlinks=True)
        edited.machine.work = disk / "shop"
        before = edited.state
        usage = os.statvfs(disk)
        free = usage.f_bavail * usage.f_bsize // 1024 - room
        fill = ["dd", "if=/dev/zero", f"of={disk}/ballast", "bs=1024", f"count={free}"]
        subprocess.run(fill, check=True, capture_output=True)
        harm.perform("run", edited.root, renderings)
        restored(edited)
        assert edited.state == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_in_a_sentence(
    edited: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("scaffold.journal.Journal.prepare", full)
    with pytest.raises(ScaffoldError, match="No space left on device; nothing was changed"):
        update.run(edited.root, None, check=False, announce=lambda _: None, show=output.progress)
