"""What pydantic found, in words for the technician who wrote the file."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from pydantic_core import ErrorDetails

from contract.colours import COLOUR_PATTERN
from contract.hall.look import PICTURE_PATTERN
from contract.hall.model import HallFile
from contract.ids import ID_PATTERN

Context: TypeAlias = Mapping[str, Any]

_SHOWN_CHARS_MAX: Final = 60

_PATTERNS: Final = {
    COLOUR_PATTERN: 'a colour in six hexadecimal digits, as "#0b4a86"',
    PICTURE_PATTERN: 'a picture, as "logo.png" or "logo.jpg"',
    ID_PATTERN: 'small letters, digits and hyphens, at most 40, as "w-12"',
    r"^[A-Z]{1,2}$": 'one or two capital letters, as "A"',
}

_WORDS: Final[Mapping[str, Callable[[str, Context], str]]] = {
    "missing": lambda _given, _: "is missing",
    "string_type": lambda given, _: f'{given} is not a text; texts stand in quotes: "…"',
    "string_too_short": lambda _given, _: "is empty; write something",
    "string_too_long": lambda _given, c: f"is too long; at most {c['max_length']} characters",
    "string_pattern_mismatch": lambda given, c: (
        f"{given} is not allowed here; wanted: {_PATTERNS.get(c['pattern'], c['pattern'])}"
    ),
    "too_short": lambda _given, c: f"is empty; at least {c['min_length']} is wanted",
    "tuple_type": lambda given, _: f"{given} is not a list; a list stands in brackets: [ … ]",
    "model_type": lambda given, _: f"{given} is not a table of keys: {{ key = value, … }}",
    "dict_type": lambda given, _: f"{given} is not a table of keys: {{ key = value, … }}",
    "int_type": lambda given, _: f"{given} is not a whole number",
    "int_parsing": lambda given, _: f"{given} is not a whole number",
    "int_from_float": lambda given, _: f"{given} is not a whole number",
    "float_type": lambda given, _: f"{given} is not a number",
    "float_parsing": lambda given, _: f"{given} is not a number",
    "bool_type": lambda given, _: f"{given} is neither true nor false",
    "bool_parsing": lambda given, _: f"{given} is neither true nor false",
    "greater_than": lambda given, c: f"{given} is too small; more than {c['gt']} is wanted",
    "greater_than_equal": lambda given, c: f"{given} is too small; at least {c['ge']}",
    "less_than_equal": lambda given, c: f"{given} is too large; at most {c['le']}",
    "literal_error": lambda given, c: f"{given} is not known here; allowed: {c['expected']}",
    "date_type": lambda given, _: f"{given} is not a date, as 2026-12-05",
    "date_from_datetime_parsing": lambda given, _: f"{given} is not a date, as 2026-12-05",
    "date_from_datetime_inexact": lambda given, _: f"{given} is not a date, as 2026-12-05",
    "time_type": lambda given, _: f"{given} is not a time of day, as 04:00:00",
    "time_parsing": lambda given, _: f"{given} is not a time of day, as 04:00:00",
}
"""Pydantic's error types that a hall file can meet; a test walks the model to find a new one."""


def problem(detail: ErrorDetails) -> str:
    """Say what is wrong and what is allowed."""
    if detail["type"] == "extra_forbidden":
        return _unknown_key(str(detail["loc"][-1]), detail["loc"])
    words = _WORDS.get(detail["type"])
    if words is not None:
        return words(_shown(detail["input"]), detail.get("ctx", {}))
    return detail["msg"].removeprefix("Value error, ")


def is_echo(detail: ErrorDetails) -> bool:
    """Tell whether pydantic counts a list as short only because its entries have mistakes."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _shown(value: object) -> str:
    """Write `value` about as it stands in the file, cut if it is long."""
    if isinstance(value, bool):
        text = str(value).lower()
    else:
        text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN_CHARS_MAX else f"{text[:_SHOWN_CHARS_MAX]}…"


def _unknown_key(key: str, location: Sequence[str | int]) -> str:
    allowed = list(_model_at(location[:-1]).model_fields)
    close = get_close_matches(key, allowed, n=1)
    hint = f'did you mean "{close[0]}"?' if close else f"allowed: {', '.join(allowed)}"
    return f'unknown key "{key}"; {hint}'


def _model_at(location: Sequence[str | int]) -> Any:
    """Return the type of the table at `location`; steps that are numbers stay in their list."""
    model: Any = HallFile
    for step in location:
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation)
    return model


def _model_in(annotation: Any) -> Any:
    """Find the table's type in an annotation like `tuple[Window, ...]` or `Keypad | None`."""
    if hasattr(annotation, "model_fields"):
        return annotation
    models = map(_model_in, getattr(annotation, "__args__", ()))
    return next((model for model in models if model is not None), None)
