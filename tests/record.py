"""The record of a long run: what passed on which commit, how far the run is, how long it will take.

`--record FILE` adds a line of JSON for each test; `--resume` leaves out the tests that the file has
as passed on this commit. `scripts/prove.py` makes docs/compatibility.md of it.
"""

import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "docs" / "compatibility.json"
EVERY = 30.0
"""Seconds between two lines that tell how far the run is."""
ENOUGH = 0.02
"""The share of the work that must be done before the rest is estimated."""
PROVEN = "proven"
"""The key under which the processes of pytest-xdist are told what to leave out."""


def part_of(test: str, combinations: Iterable[str]) -> str:
    """Tell which row of the table a test belongs to: its combination, or the folder it lies in."""
    matching = [name for name in combinations if f"[{name}" in test]
    return max(matching, key=len) if matching else test.split("/")[1]


def tests_of(row: dict[str, Any]) -> int:
    """How many tests a result stands for."""
    count: int = row["passed"] + row["failed"] + row["skipped"]
    return count


def present_commit() -> str:
    """The commit that is checked out."""
    command = ["git", "rev-parse", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a record; one may have been cut off where a run ended."""
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        with suppress(json.JSONDecodeError):
            yield json.loads(line)


def passed(file: Path, commit: str) -> set[str]:
    """The tests that passed on a commit when they ran last."""
    last = {line["test"]: line for line in read(file) if "test" in line}
    return {
        test
        for test, line in last.items()
        if (line["commit"], line["outcome"]) == (commit, "passed")
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where the record of a run is."""
    group = parser.getgroup("scaffold")
    group.addoption("--record", type=Path, metavar="FILE", help="note the outcome of each test")
    group.addoption(
        "--resume", action="store_true", help="leave out what has passed on this commit"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin a record in the process that hears of every test."""
    if config.getoption("record") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Record(config), "record")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has been proven."""
    record = config.pluginmanager.get_plugin("record")
    proven = set(record.proven if record else getattr(config, "workerinput", {}).get(PROVEN, ()))
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in proven])
    items[:] = [item for item in items if item.nodeid not in proven]


@dataclass
class Record:
    """Writes the outcome of each test down, and tells how far the run is.

    Attributes:
        proven: The tests that need not run, because they passed on this commit before.
    """

    config: pytest.Config
    proven: set[str] = field(default_factory=set)
    _outcomes: dict[str, tuple[str, float]] = field(default_factory=dict)
    _planned: dict[str, str] = field(default_factory=dict)
    _done: Counter[str] = field(default_factory=Counter)
    _failed: int = 0
    _lines: int = 0

    def __post_init__(self) -> None:
        self._file: Path = self.config.getoption("record")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._commit = present_commit()
        if self.config.getoption("resume"):
            self.proven = passed(self._file, self._commit)
        self._began = self._told = time.monotonic()
        rows = json.loads(RESULTS.read_text("utf-8"))["rows"] if RESULTS.exists() else []
        self._weights = {row["name"]: row["seconds"] / tests_of(row) for row in rows}

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:  # noqa: ANN401 - xdist ships no types
        """Tell a process of pytest-xdist what to leave out."""
        node.workerinput[PROVEN] = sorted(self.proven)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: list[str]) -> None:  # noqa: ARG002 - each node has the same
        """Learn from a process of pytest-xdist what will run."""
        self._plan(ids)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Learn what will run in this process."""
        self._plan([item.nodeid for item in session.items])

    def _plan(self, tests: list[str]) -> None:
        if self._planned or not tests:
            return
        from tests.service.harness.combination import BY_NAME  # noqa: PLC0415 - only for a record

        self._planned = {test: part_of(test, BY_NAME) for test in tests}
        parts = set(self._planned.values())
        before = [part for test in self.proven if (part := part_of(test, BY_NAME)) in parts]
        self._write({"planned": Counter([*self._planned.values(), *before])})

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Print no dot for what passes: a line tells of it."""
        quiet = report.passed and report.when == "call"
        return (report.outcome, "", "") if quiet else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up the phases of a test, and write the sum down after the last."""
        outcome, seconds = self._outcomes.pop(report.nodeid, ("passed", 0.0))
        outcome = report.outcome if outcome == "passed" else outcome
        seconds += report.duration
        if report.when != "teardown":
            self._outcomes[report.nodeid] = outcome, seconds
            return
        part = self._planned.get(report.nodeid, "")
        self._done[part] += 1
        self._failed += outcome == "failed"
        line = {"test": report.nodeid, "part": part, "outcome": outcome}
        self._write({**line, "seconds": round(seconds, 3)})
        if time.monotonic() - self._told > EVERY:
            self._told = time.monotonic()
            self._tell()

    def _write(self, line: dict[str, Any]) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._file.open("a", encoding="utf-8") as file:
            # After the line, and before it too: an earlier run may have ended in the middle of one.
            begin = "" if self._lines else "\n"
            file.write(begin + json.dumps({"commit": self._commit, "at": now, **line}) + "\n")
        self._lines += 1

    def _tell(self) -> None:
        totals = Counter(self._planned.values())
        average = sum(self._weights.values()) / len(self._weights) if self._weights else 1.0
        weights = {part: self._weights.get(part, average) for part in totals}
        work = sum(weights[part] * count for part, count in totals.items())
        share = sum(weights.get(part, average) * n for part, n in self._done.items()) / work
        ended = sum(self._done[part] == count for part, count in totals.items())
        minutes = (time.monotonic() - self._began) / 60
        left = f"about {minutes / share - minutes:.0f} min to go: " if share > ENOUGH else ""
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        assert reporter is not None
        reporter.ensure_newline()
        reporter.write_line(
            f"{share:4.0%} after {minutes:.0f} min, {left}"
            f"{self._done.total()} of {len(self._planned)} tests, {self._failed} failed, "
            f"{ended} of {len(totals)} parts done"
        )
