"""Finds whole zones among the texts that a reader sends, whichever way it cuts them.

Some send a line at a time, some all lines as one text; what stands between is known by its length
and its letters. No clock: a half zone waits until something else comes, and is then forgotten.
"""

from typing import Final, TypeAlias

from hardware.mrz.forms import form_of, is_line

Lines: TypeAlias = tuple[str, ...]

_LINES_MAX: Final = 3
_WHOLE: Final = {72: 36, 88: 44, 90: 30}
"""Zones sent as one text: how long, and how long each line of it."""


class MrzCollector:
    """Feed it the texts as they come, without their ends of line."""

    def __init__(self) -> None:
        self._lines: Lines = ()

    @property
    def waiting(self) -> bool:
        """Some lines have come, and more are to follow."""
        return bool(self._lines)

    def feed(self, text: str) -> Lines | None:
        """Take a text; return the lines of the zone that it completes.

        None means that more has to come, or that it is no part of a zone: see `could_be_part`.
        """
        for line in split(text):
            self._take(line)
            for count in range(1, len(self._lines) + 1):
                found = self._lines[-count:]
                if form_of(found) is not None:
                    self.reset()
                    return found
        return None

    def reset(self) -> None:
        """Forget a half zone."""
        self._lines = ()

    def _take(self, line: str) -> None:
        fits = is_line(line) and all(len(line) == len(other) for other in self._lines)
        kept = self._lines if fits else ()
        self._lines = (*kept, line)[-_LINES_MAX:] if is_line(line) else ()


def split(text: str) -> Lines:
    """Return the lines in a text: several if it is long enough for several."""
    length = _WHOLE.get(len(text))
    if length is None:
        return (text,)
    return tuple(text[at : at + length] for at in range(0, len(text), length))


def could_be_part(text: str) -> bool:
    """Tell whether this text can be a zone, or lines of one."""
    return all(map(is_line, split(text)))
