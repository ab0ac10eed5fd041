"""Shell completion: what may follow on the command line, read from the template."""

import click
from click.shell_completion import CompletionItem, FishComplete, ZshComplete

from scaffold import source, template
from scaffold.answers import defaults
from scaffold.errors import ScaffoldError
from scaffold.template import Template

_BASH = r"""
# Bash takes `--set queue=r` for four words and replaces the last one: they are put together
# before they are completed, and what bash keeps is cut off after.
_scaffold_completion() {
    local IFS=$'\n' words=() before="" i type value
    for ((i = 0; i <= COMP_CWORD; i++)); do
        if [[ $i -gt 0 && (${COMP_WORDS[i]} == "=" || ${COMP_WORDS[i - 1]} == "=") ]]; then
            words[-1]+=${COMP_WORDS[i]}
        else
            words+=("${COMP_WORDS[i]}")
        fi
    done
    before=${words[-1]%"$2"}
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                COMPREPLY+=("${value#"$before"}")
                [[ $value == *= ]] && compopt -o nospace
                ;;
        esac
    done < <(COMP_WORDS="${words[*]}" COMP_CWORD=$((${#words[@]} - 1)) \
        _SCAFFOLD_COMPLETE=bash_complete "$1")
    return 0
}
complete -o nosort -F _scaffold_completion scaffold
"""


def script(command: click.Command, shell: str) -> str:
    """The text to source in a shell."""
    if shell == "bash":
        return _BASH
    found = {"zsh": ZshComplete, "fish": FishComplete}[shell]
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
