"""What can go wrong in words for the user.

    ScaffoldError            exit code 1: it could not be done
    ├── UsageError           exit code 2: the command line asks for something that does not exist
    └── AnswersError         exit code 1: answers that break rules, all of them at once

    Stopped(KeyboardInterrupt)   a signal other than Ctrl-C asked the process to end

Everything else that reaches `scaffold.cli.main` is a bug and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class ScaffoldError(Exception):
    """A failure that the user can understand and act on.

    Attributes:
        message: What happened, in one sentence.
        hint: What to do about it; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def as_json(self) -> Mapping[str, Any]:
        """The error as it appears in `--json` output."""
        return {"message": self.message, "hint": self.hint, "problems": []}


class UsageError(ScaffoldError):
    """The command line itself is wrong."""

    exit_code = 2


@dataclass(frozen=True)
class Origin:
    """Where an answer was given.

    Attributes:
        source: What kind of place: `flag`, `file`, `preset`, `settings`, `machine`, `default`
            or `prompt`.
        label: How the user knows it, such as `--set queue=rq` or `answers.yml`.
        line: The line in that file, counted from 1; None where there are no lines.
    """

    source: str
    label: str
    line: int | None = None

    def __str__(self) -> str:
        return self.label if self.line is None else f"{self.label}:{self.line}"


@dataclass(frozen=True)
class Problem:
    """One answer that cannot be used.

    Attributes:
        origin: Where it was given.
        key: The question it answers; empty when the whole source is at fault.
        rule: Which rule it breaks, readable after the key.
        nearest: The nearest answer that would do; empty when there is none to name.
    """

    origin: Origin
    key: str
    rule: str
    nearest: str = ""

    def __str__(self) -> str:
        text = ": ".join(part for part in (str(self.origin), self.key, self.rule) if part)
        return f"{text}. Did you mean {self.nearest!r}?" if self.nearest else text

    def as_json(self) -> Mapping[str, Any]:
        """The problem as it appears in `--json` output."""
        return {
            "source": self.origin.source,
            "where": self.origin.label,
            "line": self.origin.line,
            "key": self.key,
            "rule": self.rule,
            "nearest": self.nearest,
        }


class AnswersError(ScaffoldError):
    """Answers that break rules, reported together."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = "One answer" if len(problems) == 1 else f"{len(problems)} answers"
        super().__init__(
            f"{count} cannot be used, nothing was written:",
            "`scaffold options` lists every option and its choices.",
        )
        self.problems = list(problems)

    def as_json(self) -> Mapping[str, Any]:
        """The error with each of its problems."""
        return {**super().as_json(), "problems": [problem.as_json() for problem in self.problems]}


class Stopped(KeyboardInterrupt):
    """A signal asked the process to end.

    It derives from KeyboardInterrupt because event loops and libraries let only that and
    SystemExit pass through to whoever cleans up.
    """

    def __init__(self, signal_number: int) -> None:
        super().__init__()
        self.exit_code = 128 + signal_number
