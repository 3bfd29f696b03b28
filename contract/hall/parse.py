"""From the text of a hall file to a `HallFile`, or to all its mistakes at once."""

import tomllib
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from contract.hall import references
from contract.hall.errors import HallFileError, HallFileInvalid
from contract.hall.lines import Lines, Path
from contract.hall.model import HallFile

TEXT_BYTES_MAX: Final = 4 * 1024 * 1024


def parse_hall(text: str, *, file: str = "hall file") -> HallFile:
    """Read a hall file.

    Raises:
        HallFileInvalid: with every mistake found, each with file, line and what is allowed.
    """
    if len(text) > TEXT_BYTES_MAX:
        raise HallFileInvalid(
            [HallFileError(file, 1, "file", f"larger than {TEXT_BYTES_MAX} characters")]
        )
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HallFileInvalid([_syntax_error(error, text, file)]) from None
    found = [*references.problems(data)]
    hall: HallFile | None = None
    try:
        hall = HallFile.model_validate(data)
    except ValidationError as error:
        found += [(_known_part(detail["loc"], data), _problem(detail)) for detail in error.errors()]
    if found or hall is None:
        raise HallFileInvalid(_located(found, data, text, file))
    return hall


def _located(found: list[tuple[Path, str]], data: Any, text: str, file: str) -> list[HallFileError]:
    lines = Lines(text)
    errors = {
        HallFileError(file, lines.of(path), _where(path, data), problem) for path, problem in found
    }
    return sorted(errors, key=lambda error: (error.line, error.where, error.problem))


def _syntax_error(error: tomllib.TOMLDecodeError, text: str, file: str) -> HallFileError:
    message = str(error)
    line = text.count("\n") + 1
    if "(at line " in message:
        message, _, place = message.partition(" (at line ")
        line = int(place.split(",")[0])
    return HallFileError(file, line, "TOML", message)


def _known_part(location: tuple[str | int, ...], data: Any) -> Path:
    """Cut from pydantic's location what is not in the file: a missing key stays as the last step."""
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
    words: list[str] = []
    here = data
    for step in path:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int) and words:
            name = here.get("id", step + 1) if isinstance(here, dict) else step + 1
            words[-1] += f" {name}"
        else:
            words.append(str(step))
    return " . ".join(words) or "file"


def _problem(detail: ErrorDetails) -> str:
    if detail["type"] == "extra_forbidden":
        return _unknown_key(str(detail["loc"][-1]), detail["loc"])
    if detail["type"] == "missing":
        return "is missing"
    if detail["type"] == "string_pattern_mismatch":
        pattern = detail.get("ctx", {}).get("pattern", "")
        return f'"{detail["input"]}" is not allowed here; wanted: {_PATTERN_WORDS.get(pattern, pattern)}'
    message = detail["msg"].removeprefix("Value error, ")
    return message[0].lower() + message[1:]


def _unknown_key(key: str, location: tuple[str | int, ...]) -> str:
    model: Any = HallFile
    for step in location[:-1]:
        model = _model_of(model, step)
    allowed = list(getattr(model, "model_fields", {}))
    close = get_close_matches(key, allowed, n=1)
    hint = (
        f'; did you mean "{close[0]}"?'
        if close
        else f"; allowed: {', '.join(allowed)}"
        if allowed
        else ""
    )
    return f'unknown key "{key}"{hint}'


def _model_of(model: Any, step: str | int) -> Any:
    """Return the entry type that stands at `step` of `model`."""
    if (
        isinstance(step, int)
        or not hasattr(model, "model_fields")
        or step not in model.model_fields
    ):
        return model
    return _entry_type(model.model_fields[step].annotation)


def _entry_type(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _entry_type(part)
        if found is not None:
            return found
    return None


_PATTERN_WORDS: Final = {
    r"^[a-z0-9][a-z0-9-]{0,39}$": 'small letters, digits and hyphens, at most 40, as "w-12"',
    r"^[A-Z]{1,2}$": 'one or two capital letters, as "A"',
}
