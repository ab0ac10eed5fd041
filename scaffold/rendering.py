"""Jinja as copier sets it up, so that a rule reads the same here and there.

Only what questions need: copier itself renders the files.
"""

import os
import sys
import warnings
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import PurePath, PurePosixPath
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import SandboxedEnvironment

_UNDEFINED = {
    "jinja2.Undefined": jinja2.Undefined,
    "jinja2.StrictUndefined": jinja2.StrictUndefined,
}


class Renderer:
    """Renders the texts of one copier.yml.

    Args:
        envops: The template's `_envops`.
    """

    def __init__(self, envops: Mapping[str, Any]) -> None:
        self._envops = {"keep_trailing_newline": True, **envops}
        self._compile = lru_cache(maxsize=None)(self._compile_uncached)
        self.variables = lru_cache(maxsize=None)(self._variables_uncached)
        self.literals = lru_cache(maxsize=None)(self._literals_uncached)

    @cached_property
    def environment(self) -> SandboxedEnvironment:
        """The environment, with the filters that copier adds."""
        options = dict(self._envops)
        if name := options.pop("undefined", None):
            options["undefined"] = _UNDEFINED.get(name, jinja2.Undefined)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the extension warns about names it shares with Jinja
            environment = SandboxedEnvironment(
                extensions=["jinja2_ansible_filters.AnsibleCoreFiltersExtension"], **options
            )
        environment.globals["pathjoin"] = lambda *parts: str(PurePosixPath(*parts))
        return environment

    def render(self, value: Any, context: Mapping[str, Any]) -> Any:  # noqa: ANN401 - YAML holds anything
        """Render a text; return any other value as it is.

        Raises:
            jinja2.TemplateError: The text is no template, or what it says cannot be done.
        """
        if not isinstance(value, str):
            return value
        try:
            return self._compile(value).render(context)
        except jinja2.TemplateError:
            raise
        except Exception as error:
            message = f"{type(error).__name__}: {error}"
            raise jinja2.TemplateRuntimeError(message) from error

    def _compile_uncached(self, text: str) -> jinja2.Template:
        return self.environment.from_string(text)

    def _variables_uncached(self, text: str) -> frozenset[str]:
        """The names that a text reads from its context."""
        return frozenset(meta.find_undeclared_variables(self.environment.parse(text)))

    def _literals_uncached(self, text: str) -> tuple[str, ...]:
        """The passages of a text that no expression computes, under whatever condition."""
        found = self.environment.parse(text).find_all(nodes.TemplateData)
        return tuple(words for item in found if (words := " ".join(item.data.split())))


def base_context(destination: PurePath, template_root: PurePath) -> dict[str, Any]:
    """What copier tells every rule about the run, besides the answers."""
    system = {"linux": "linux", "darwin": "macos", "win32": "windows"}.get(sys.platform)
    return {
        "_copier_conf": {
            "dst_path": destination,
            "src_path": template_root,
            "sep": os.sep,
            "os": system,
        },
        "_copier_phase": "prompt",
        "_copier_python": sys.executable,
        "_folder_name": destination.name,
    }
