"""From the text of a hall file to a `HallFile`, or to all its mistakes at once."""

import tomllib
from collections.abc import Iterable
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from contract.hall import references, words
from contract.hall.errors import HallFileError, HallFileInvalid
from contract.hall.lines import Lines, Path, Problem
from contract.hall.model import HallFile
from contract.hall.policy import Policy, PolicyFile

M = TypeVar("M", bound=BaseModel)

TEXT_CHARS_MAX: Final = 4 * 1024 * 1024

_SYNTAX: Final = {"Cannot overwrite a value": "this key stands twice in its table"}
"""The few of the TOML reader's messages that say too little."""


def parse_hall(text: str, *, file: str = "hall file") -> HallFile:
    """Read a hall file.

    Raises:
        HallFileInvalid: with every mistake found, each with file, line and what is allowed.
    """
    data = _read_toml(text, file)
    return _checked(HallFile, data, [*references.problems(data)], text, file)


def parse_policy(text: str, *, file: str = "policy file") -> Policy:
    """Read a file that has nothing but a hall file's `[policy]`; raises `HallFileInvalid`.

    Which priority classes there are it does not say, so none is taken for a mistake.
    """
    data = _read_toml(text, file)
    found = [*references.unread_parameters(data.get("policy"))]
    return _checked(PolicyFile, data, found, text, file).policy


def locate(found: Iterable[Problem], text: str, *, file: str) -> list[HallFileError]:
    """Return the lines of what others have found wrong in a hall file that was read well."""
    return _located(list(found), _read_toml(text, file), text, file)


def _checked(
    kind: type[M], data: dict[str, Any], found: list[tuple[Path, str]], text: str, file: str
) -> M:
    try:
        checked = kind.model_validate(data)
    except ValidationError as error:
        found += [
            (_known_part(detail["loc"], data), words.problem(detail))
            for detail in error.errors()
            if not words.is_echo(detail)
        ]
        raise HallFileInvalid(_located(found, data, text, file)) from None
    if found:
        raise HallFileInvalid(_located(found, data, text, file))
    return checked


def _read_toml(text: str, file: str) -> dict[str, Any]:
    if len(text) > TEXT_CHARS_MAX:
        problem = f"{len(text)} characters; at most {TEXT_CHARS_MAX} are read"
        raise HallFileInvalid([HallFileError(file, 1, "file", problem)])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HallFileInvalid([_syntax_error(error, text, file)]) from None
    except RecursionError:
        problem = "brackets stand in brackets too deeply"
        raise HallFileInvalid([HallFileError(file, 1, "TOML", problem)]) from None


def _syntax_error(error: tomllib.TOMLDecodeError, text: str, file: str) -> HallFileError:
    message, at_line, place = str(error).partition(" (at line ")
    line = int(place.split(",")[0]) if at_line else text.count("\n") + 1
    message = message.removesuffix(" (at end of document)")
    return HallFileError(file, line, "TOML", _SYNTAX.get(message, message))


def _located(found: list[tuple[Path, str]], data: Any, text: str, file: str) -> list[HallFileError]:
    lines = Lines(text)
    errors = {
        HallFileError(file, lines.of(path), _where(path, data), problem) for path, problem in found
    }
    return sorted(errors, key=lambda error: (error.line, error.where, error.problem))


def _known_part(location: tuple[str | int, ...], data: Any) -> Path:
    """Cut from pydantic's location what is not in the file; a missing key stays as last step."""
    path: list[str | int] = []
    here = data
    for step in location:
        path.append(step)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
    return tuple(path)


def _where(path: Path, data: Any) -> str:
    """Name `path` as a person would: "window w3 . serves", by id where there is one."""
    names: list[str] = []
    here = data
    for step in path:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int) and names:
            name = here.get("id", step + 1) if isinstance(here, dict) else step + 1
            names[-1] += f" {name}"
        else:
            names.append(str(step))
    return " . ".join(names) or "file"
