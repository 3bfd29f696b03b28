"""What a hall file may set of a profile, as a type that is checked."""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

OptionProblem: TypeAlias = tuple[tuple[str | int, ...], str]
"""Where in the options, and what is wrong."""

_SHOWN_CHARS_MAX: Final = 60


class Options(BaseModel):
    """The base of all options: frozen, no unknown names, no "3" for 3. Lists become tuples."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class NoOptions(Options):
    """For a profile that has nothing to set."""


O_ = TypeVar("O_", bound=Options)


def read_options(kind: type[O_], given: Mapping[str, Any]) -> O_ | list[OptionProblem]:
    """Return the options, or all that is wrong with them."""
    try:
        # As JSON, pydantic's strict mode takes a list for a tuple and a text for an enumeration.
        return kind.model_validate_json(json.dumps(given, default=str))
    except ValidationError as error:
        return [(detail["loc"], _words(detail, kind)) for detail in error.errors()]


def describe_options(kind: type[Options]) -> Iterator[tuple[str, str, str]]:
    """Yield name, default and meaning of each option, for tables and documents."""
    for name, field in kind.model_fields.items():
        default = "required" if field.is_required() else json.dumps(_plain(field.get_default()))
        yield name, default, field.description or ""


def _words(detail: ErrorDetails, kind: type[Options]) -> str:
    if detail["type"] == "extra_forbidden":
        return _unknown(str(detail["loc"][-1]), kind, depth=len(detail["loc"]))
    if detail["type"] == "missing":
        return "is missing"
    should = detail["msg"].removeprefix("Value error, ").replace("Input should", "it should")
    return f"{_shown(detail['input'])} is not allowed: {should}"


def _unknown(name: str, kind: type[Options], *, depth: int) -> str:
    allowed = list(kind.model_fields) if depth == 1 else []
    close = get_close_matches(name, allowed, n=1)
    if close:
        return f'unknown option "{name}"; did you mean "{close[0]}"?'
    return f'unknown option "{name}"; allowed: {", ".join(allowed) or "none"}'


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN_CHARS_MAX else f"{text[:_SHOWN_CHARS_MAX]}…"


def _plain(value: object) -> Any:
    return json.loads(json.dumps(value, default=str))
