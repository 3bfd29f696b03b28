"""What a scanner sends on a serial line: texts with an end, and sometimes a start.

There is no protocol: STX or a prefix may come first, CR, LF, CR LF, ETX or a tab comes last,
each as the scanner was set up with its maker's sheet of bar codes.
"""

import re
from dataclasses import dataclass
from typing import Final

from hardware.mrz.collector import MrzCollector
from hardware.scanner.settings import ScannerSettings, Suffix

_ENDS: Final = {
    "line": re.compile(rb"[\r\n\x03]"),
    "tab": re.compile(rb"[\r\n\x03\t]"),
    "none": re.compile(rb"[\r\n\x03]"),
}
_STX: Final = b"\x02"
_AIM: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""Which kind of bar code it was, if the scanner says so (ISO/IEC 15424)."""


@dataclass(frozen=True)
class Garbage:
    """Bytes that are no text; the cause never holds them."""

    cause: str


class ScanDecoder:
    """Turns any chunking of the byte stream into texts. Holds no port."""

    def __init__(self, settings: ScannerSettings) -> None:
        self._settings = settings
        self._end = _ENDS[settings.suffix]
        self._buffer = bytearray()
        self._too_long = False

    @property
    def waiting(self) -> bool:
        """Part of a text has come."""
        return bool(self._buffer) or self._too_long

    def feed(self, data: bytes) -> list[str | Garbage]:
        """Take bytes as they come; return the texts they complete, oldest first."""
        found: list[str | Garbage] = []
        *whole, rest = self._end.split(data)
        for part in whole:
            found += self._add(part)
            found += self._finish()
        return found + self._add(rest)

    def silence(self) -> list[str | Garbage]:
        """Nothing has come for `silence_s`: return what is a whole text without an end of its own.

        The rest is forgotten, and said to be none: the next code must not be stuck to it.
        """
        if self._settings.suffix == "none" or _is_zone(bytes(self._buffer)):
            return self._finish()
        cut_off = bool(self._buffer.strip())
        self._forget()
        no_end = "a code without an end: let the scanner send Enter, or set its `suffix`"
        return [Garbage(no_end)] if cut_off else []

    def _add(self, part: bytes) -> list[str | Garbage]:
        started = part.rpartition(_STX)
        if started[1]:
            self._forget()
        self._buffer += started[2]
        if self._too_long or len(self._buffer) <= self._bytes_max:
            return []
        self._buffer.clear()
        self._too_long = True
        return [Garbage(f"more than {self._bytes_max} bytes without an end")]

    def _finish(self) -> list[str | Garbage]:
        data, too_long = bytes(self._buffer), self._too_long
        self._forget()
        if too_long or not data.strip():
            return []
        return [self._text(data)]

    def _text(self, data: bytes) -> str | Garbage:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return Garbage(f"{len(data)} bytes that are no text")
        return tidy(text, self._settings)

    def _forget(self) -> None:
        self._buffer.clear()
        self._too_long = False

    @property
    def _bytes_max(self) -> int:
        return 4 * self._settings.length_max


def tidy(text: str, settings: ScannerSettings) -> str | Garbage:
    """Return a text without blanks and prefixes around it, if it can be printed."""
    bare = text.strip().removeprefix(settings.prefix)
    aim = _AIM.match(bare)
    bare = (bare[aim.end() :] if aim else bare).strip()
    if not bare.isprintable():
        return Garbage(f"a text of {len(bare)} signs with control characters")
    if not settings.length_min <= len(bare) <= settings.length_max:
        return Garbage(f"a text of {len(bare)} signs")
    return bare


def _is_zone(data: bytes) -> bool:
    """Tell whether these bytes are a whole machine-readable zone, or its last line."""
    return MrzCollector().feed(data.decode("ascii", errors="replace").strip()) is not None


__all__ = ["Garbage", "ScanDecoder", "Suffix", "tidy"]
