"""Whether there is somebody to ask, and the conversation with them."""

import sys
from pathlib import Path

from scaffold.answers import Resolution
from scaffold.destination import check
from scaffold.errors import ScaffoldError, UsageError
from scaffold.new import Asker
from scaffold.plan import Plan, Request


def asker(request: Request, *, as_json: bool) -> Asker | None:
    """How the open questions are answered: asked in a terminal, by their defaults elsewhere.

    Raises:
        UsageError: There is no terminal, and nothing says which project is wanted.
    """
    if sys.stdin.isatty() and sys.stdout.isatty() and not as_json and request.answers != "-":
        return _ask
    if request.answers is None and request.preset is None and not request.sets:
        message = "there is no terminal to ask the questions in"
        hint = "Say --yes for the defaults, or give answers with --answers, --preset or --set."
        raise UsageError(message, hint)
    return None


def ask_destination(*, force: bool) -> str:
    """Ask where the project is to go, until it is a place that will do."""
    from scaffold.wizard import ask_destination as prompt  # noqa: PLC0415 - slow to import

    def verdict(text: str) -> bool | str:
        if not text:
            return "a name is needed; . is the present folder"
        try:
            check(Path(text), force=force)
        except ScaffoldError as error:
            return error.message
        return True

    return prompt(verdict)


def _ask(plan: Plan, path: Path) -> Resolution | None:
    from scaffold.wizard import Wizard  # noqa: PLC0415 - questionary is slow to import, and not always needed

    given = {name for layer in plan.given for name in layer.answers}
    return Wizard(plan.template, path, given, plan.resolve, plan.prepare).run()
