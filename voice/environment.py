"""What the environment sets: the one place that reads it.

Each setting is an environment variable, `VOICE_` and its name in capitals.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from voice.errors import SettingsError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Kind = TypeVar("Kind", bound="DataclassInstance")


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return f"VOICE_{name.upper()}"


def read(cls: type[Kind], environment: Mapping[str, str] | None = None) -> Kind:
    """The settings of that kind, a dataclass, that the environment asks for. Raises SettingsError."""
    environment = os.environ if environment is None else environment
    given = {f.name: text for f in fields(cls) if (text := _given(environment, f.name, f.metadata.get("also", ())))}
    try:
        return msgspec.convert(given, cls, strict=False, dec_hook=lambda _, text: _folder(text))
    except msgspec.ValidationError as error:
        raise SettingsError(f"A setting can't be used: {error}. See docs/settings.md for what each may be.") from error


def _given(environment: Mapping[str, str], name: str, others: Iterable[str]) -> str:
    """What the environment says of a setting, under its own name or under one that other programs know too."""
    return next((text for variable in (variable_of(name), *others) if (text := environment.get(variable))), "")


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()
