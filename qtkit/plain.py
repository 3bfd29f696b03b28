"""From frozen values to the plain maps and lists that QML reads. Pure."""

import re
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import msgspec


def kind_of(value: object) -> str:
    """Return the name of the value's class as QML spells it: TakeTicket is "take_ticket"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(value).__name__).lower()


def plain(value: Any) -> Any:
    """Return `value` with dataclasses and structs as maps (with their `kind`), tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            "kind": kind_of(value),
            **{f.name: plain(getattr(value, f.name)) for f in fields(value)},
        }
    if isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        return {"kind": kind_of(value), **{name: plain(getattr(value, name)) for name in names}}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
