"""The user's own defaults: copier's settings file, which plain copier reads too."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs
import yaml

from scaffold.answers import Given, Layer
from scaffold.errors import Origin, ScaffoldError


def path() -> Path:
    """Where copier looks for the file: `COPIER_SETTINGS_PATH`, or its own configuration folder."""
    if named := os.environ.get("COPIER_SETTINGS_PATH"):
        return Path(named)
    return platformdirs.user_config_path("copier", appauthor=False) / "settings.yml"


def load() -> Layer:
    """Read the defaults; a missing file holds none.

    Raises:
        ScaffoldError: The file is there and cannot be read, so copier would fail on it.
    """
    file = path()
    try:
        root = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
        values = yaml.safe_load(file.read_text("utf-8")) or {}
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return Layer({}, binding=False)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        message = f"copier's settings file {file} cannot be read: {' '.join(str(error).split())}"
        raise ScaffoldError(message) from error
    defaults = values.get("defaults") or {} if isinstance(values, Mapping) else None
    if not isinstance(defaults, Mapping):
        message = f"copier's settings file {file} must hold a mapping with `defaults:` in it"
        raise ScaffoldError(message)
    lines = _lines(root)
    given = {
        str(key): Given(value, Origin("settings", str(file), lines.get(str(key))))
        for key, value in defaults.items()
    }
    return Layer(given, binding=False, rendered=True)


def _lines(root: Any) -> Mapping[str, int]:  # noqa: ANN401 - PyYAML's nodes are untyped
    for key, value in getattr(root, "value", ()):
        if key.value == "defaults" and isinstance(value, yaml.MappingNode):
            return {str(name.value): name.start_mark.line + 1 for name, _value in value.value}
    return {}
