"""Answers that this machine suggests: an installed Python, git's idea of who you are.

Looking takes up to a second, so it runs beside everything else, and whoever needs the result waits
for what is left of that.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from scaffold import programs
from scaffold.answers import Given, Layer, defaults
from scaffold.errors import Origin
from scaffold.template import Template

_TIMEOUT = 3.0


def has_python(version: str) -> bool:
    """Whether a Python such as `3.13` is on this machine and runs."""
    if programs.find("uv") is None:
        return programs.run([f"python{version}", "-c", ""], timeout=_TIMEOUT).code == 0
    # Neither a virtual environment nor a pin of the folder we happen to be in counts.
    find = ["uv", "python", "find", "--system", "--no-project", "--no-config", version]
    return programs.run(find, timeout=_TIMEOUT).code == 0


def _newest_python(choices: Sequence[str]) -> str:
    """The newest of the choices that is installed; older ones are not even looked for."""
    newest_first = sorted(
        choices, key=lambda version: [*map(int, version.split("."))], reverse=True
    )
    return next((version for version in newest_first if has_python(version)), "")


def _git(key: str) -> str:
    return programs.run(["git", "config", "--get", key], timeout=_TIMEOUT).stdout.strip()


Fact = Callable[[Sequence[str]], str]
"""Finds one of the choices on this machine, or an empty text."""

FACTS: Mapping[str, Fact] = {
    "newest-python": _newest_python,
    "git-name": lambda _choices: _git("user.name"),
    "git-email": lambda _choices: _git("user.email"),
}
"""What `_proposals` in copier.yml may name."""


class Proposals:
    """Looks for all suggestions that a template asks for, in the background.

    Args:
        template: The template.
        answered: The questions that need no suggestion any more.
    """

    def __init__(self, template: Template, answered: AbstractSet[str] = frozenset()) -> None:
        self._template = template
        self._found: dict[str, str] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._wanted = {
            name: FACTS[fact]
            for name, fact in template.proposals.items()
            if fact in FACTS and name in template.questions and name not in answered
        }

    def start(self) -> None:
        """Begin to look, once."""
        if self._threads or not self._wanted:
            return
        context = defaults(self._template)
        for name, fact in self._wanted.items():
            choices = [
                str(choice.value) for choice in self._template.questions[name].choices(context)
            ]
            self._threads[name] = threading.Thread(
                target=self._look, args=(name, fact, choices), daemon=True
            )
            self._threads[name].start()

    def layer(self, wait_for: AbstractSet[str] | None = None) -> Layer:
        """The suggestions found so far.

        Args:
            wait_for: The questions whose suggestion is needed now; None for all.
        """
        needed = self._wanted.keys() if wait_for is None else self._wanted.keys() & wait_for
        if needed:
            self.start()
        for name in needed:
            self._threads[name].join(_TIMEOUT)
        return Layer(
            {
                name: Given(value, Origin("machine", self._template.proposals[name]))
                for name, value in self._found.items()
                if value
            },
            binding=False,
        )

    def _look(self, name: str, fact: Fact, choices: Sequence[str]) -> None:
        self._found[name] = fact(choices)
