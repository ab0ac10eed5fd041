"""Shell completion: what may follow on the command line, read from the template."""

import click
from click.shell_completion import CompletionItem, get_completion_class

from scaffold import source, template
from scaffold.answers import defaults
from scaffold.errors import ScaffoldError, UsageError
from scaffold.template import Template

SHELLS = ("bash", "zsh", "fish")


def script(command: click.Command, shell: str) -> str:
    """The text to source in a shell.

    Raises:
        UsageError: The shell is not one that can be completed in.
    """
    found = get_completion_class(shell)
    if found is None:
        message = f"there is no completion for {shell}"
        raise UsageError(message, f"It exists for {', '.join(SHELLS)}.")
    return found(command, {}, "scaffold", "_SCAFFOLD_COMPLETE").source()


def answers(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete `KEY=VALUE`: first the option, then one of its choices."""
    loaded = _built_in()
    if loaded is None:
        return []
    context = defaults(loaded)
    key, equals, start = incomplete.partition("=")
    if not equals:
        return [
            CompletionItem(f"{name}=", help=question.help(context))
            for name, question in loaded.questions.items()
            if name.startswith(key)
        ]
    question = loaded.questions.get(key)
    choices = question.choices(context) if question and question.has_choices else []
    return [
        CompletionItem(f"{key}={choice.value}", help=choice.label)
        for choice in choices
        if str(choice.value).startswith(start)
    ]


def presets(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a preset."""
    loaded = _built_in()
    return [
        CompletionItem(preset.name, help=preset.help)
        for preset in (loaded.presets.values() if loaded else ())
        if preset.name.startswith(incomplete)
    ]


def _built_in() -> Template | None:
    """The template; None rather than an error in the middle of a command line."""
    try:
        return template.load(source.built_in())
    except ScaffoldError:
        return None
