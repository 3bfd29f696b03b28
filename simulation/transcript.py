"""What was seen at the far ends of the hall, one JSON object a line, in time order."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

What: TypeAlias = Literal[
    "ticket_printed",
    "ticket_on_screen",
    "ticket_called",
    "ticket_recalled",
    "service_started",
    "service_finished",
    "no_show",
    "transferred",
    "rated",
    "shown",
    "spoken",
    "on_bar",
]
WHATS: Final = frozenset(get_args(What))
Line: TypeAlias = dict[str, Any]


class Transcript:
    """Collects lines; each is in the file at once, and `close` puts them in the order of time.

    Observers look at different far ends, so a line may come a moment after a later one.
    """

    def __init__(self, path: Path, on_line: Callable[[Line], None] | None = None) -> None:
        self.lines: list[Line] = []
        self._path = path
        self._on_line = on_line
        self._file = path.open("w", encoding="utf-8")

    def note(self, what: What, at_ms: int, **about: Any) -> None:
        """Write down what was seen."""
        line: Line = {"at_ms": at_ms, "what": what, **about}
        self.lines.append(line)
        self._file.write(_json(line))
        self._file.flush()
        if self._on_line is not None:
            self._on_line(line)

    def has_shown(self, number: str) -> bool:
        """Tell whether the kiosk has shown this number because no paper came."""
        return any(
            line["what"] == "ticket_on_screen" and line["number"] == number for line in self.lines
        )

    def close(self) -> None:
        """Leave the file in time order."""
        self._file.close()
        self.lines.sort(key=lambda line: line["at_ms"])
        self._path.write_text("".join(map(_json, self.lines)), encoding="utf-8")


def read_transcript(path: Path) -> list[Line]:
    """Read the lines of a transcript."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _json(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"
