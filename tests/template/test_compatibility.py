"""The table of what was proven holds nothing but results."""

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.record import RESULTS, passed
from tests.service.harness.combination import BY_NAME, PAIRWISE
from tests.template.conftest import load_script


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """`scripts/prove.py`."""
    return load_script("prove")


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    """The committed results."""
    loaded: dict[str, Any] = json.loads(RESULTS.read_text("utf-8"))
    return loaded


def claims(page: str) -> list[tuple[str, ...]]:
    """What the tables of a page say of each part: its tests, minutes, commit and date."""
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return sorted(tuple(row[-4:]) for row in rows if re.search(r"\d", row[-1]))


def claim(row: dict[str, Any]) -> tuple[str, ...]:
    """What may be claimed of a result."""
    tests = f"{row['passed']} passed"
    tests += f", {row['skipped']} skipped" if row["skipped"] else ""
    tests = f"**{row['failed']} failed**, {tests}" if row["failed"] else tests
    return tests, f"{row['seconds'] / 60:.1f}", row["commit"][:8], row["date"]


def test_the_page_says_what_the_results_hold(script: ModuleType, results: dict[str, Any]) -> None:
    assert script.PAGE.read_text("utf-8") == script.page(results)


def test_each_claim_is_a_result(script: ModuleType, results: dict[str, Any]) -> None:
    """Read from the page itself, without the script that writes it."""
    assert claims(script.PAGE.read_text("utf-8")) == sorted(map(claim, results["rows"]))


def test_a_result_is_of_the_answers_that_its_name_stands_for(results: dict[str, Any]) -> None:
    for row in results["rows"]:
        known = BY_NAME.get(row["name"])
        assert row["answers"] == (known.answers if known else None), (
            "the combinations have changed: scripts/prove.py --page drops what no longer holds"
        )


def result(name: str, **changed: object) -> dict[str, Any]:
    """A result that a long run could have had."""
    return {
        "name": name,
        "passed": 400,
        "failed": 0,
        "skipped": 0,
        "seconds": 90,
        "commit": "0123456789abcdef",
        "date": "2027-01-31",
        "machine": "2 cores",
        **changed,
    }


def test_a_failure_is_shown_and_what_has_no_result_is_not_claimed(script: ModuleType) -> None:
    first, second, *others = (each.name for each in PAIRWISE)
    rows = [result(first), result(second, failed=3, skipped=1)]
    page = script.page({"rows": rows})
    assert claims(page) == sorted(map(claim, rows))
    assert "**3 failed**, 400 passed, 1 skipped" in page
    (missing,) = re.findall(r"^Not proven yet: (.+)\.$", page, re.MULTILINE)
    assert missing == ", ".join(f"`{name}`" for name in (*script.FOLDERS, *others))


def test_only_parts_that_ran_whole_are_results(script: ModuleType) -> None:
    first, second, third, *_ = (each.name for each in PAIRWISE)
    common = {"commit": "0123456789abcdef", "at": "2027-01-31T10:00:00+00:00"}
    lines: list[dict[str, Any]] = [
        {"planned": {first: 2, second: 2}},
        {"test": "a", "part": first, "outcome": "failed", "seconds": 1.0},
        {"test": "b", "part": first, "outcome": "passed", "seconds": 2.0},
        {"test": "c", "part": second, "outcome": "passed", "seconds": 1.0},
        {"planned": {first: 2, third: 1}},
        {"test": "a", "part": first, "outcome": "passed", "seconds": 1.0},
        {"test": "d", "part": third, "outcome": "failed", "seconds": 1.0},
    ]
    rows = script.rows([common | line for line in lines], "2 cores")
    assert [(row["name"], row["passed"], row["failed"], row["seconds"]) for row in rows] == [
        (first, 2, 0, 3),
        (third, 0, 1, 1),
    ]


def test_a_run_that_was_cut_off_is_gone_on_with(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    done = {"commit": "new", "test": "a", "outcome": "passed"}
    later = [
        done | {"test": "b", "outcome": "failed"},
        done | {"test": "c", "commit": "old"},
        done | {"test": "d"},
        done | {"test": "d", "outcome": "failed"},
    ]
    text = "\n".join(map(json.dumps, [done, *later]))
    record.write_text(f'{text}\n{{"commit": "new", "test": "e", "outc\n', "utf-8")
    assert passed(record, "new") == {"a"}
