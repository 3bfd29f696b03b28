"""A scanner that types like a keyboard, told from a person by its speed alone.

A scanner types a sign every few milliseconds and ends with Enter or Tab; nobody's fingers do. The
keys come from whoever has them, a filter of the window's events; here is the rule. It has no
clock: every key comes with its time.

A key that may begin a code is held back for `gap_ms`. If the next comes sooner, both belong to a
code, and no field ever sees them; if not, it was a person's, and is given back.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Final

from hardware.scanner.codec import tidy
from hardware.scanner.events import ScannerDown, ScannerEvent, ScannerUp, ScanRefused
from hardware.scanner.readings import Readings
from hardware.scanner.settings import ScannerSettings
from hardware.telling import tell

ENDS: Final = frozenset("\r\n\t")


@dataclass(frozen=True, kw_only=True)
class WedgeSettings:
    gap_ms: int = 50
    """Between two keys of a scanner there is never more."""
    broken_ms: int = 1000
    """So long after a code without an end, its rest may still come; it is no code either."""
    watch_s: float = 2.0
    """So often it is looked whether the scanner is still plugged in."""
    scan: ScannerSettings = field(default_factory=ScannerSettings)


class Verdict(Enum):
    """What becomes of a key."""

    OWN = auto()  # a person's; and so are those held back before it
    HOLD = auto()  # perhaps a scanner's: nobody gets it for now
    SWALLOW = auto()  # a scanner's; and so are those held back before it


class Speed:
    """Tells a scanner's keys from a person's. Pure."""

    def __init__(self, settings: WedgeSettings) -> None:
        self._settings = settings
        self._held = ""
        self._last_ms = -settings.broken_ms - 1
        self._broken = False
        self._ended = False
        self.text: str | None = None
        """The code that the last key has completed."""

    def press(self, sign: str, at_ms: int) -> Verdict:
        """Take a key that types `sign`: one sign, or an end."""
        self.text = None
        gap_ms, self._last_ms = at_ms - self._last_ms, at_ms
        quick = 0 <= gap_ms <= self._settings.gap_ms
        self._broken = self._broken and 0 <= gap_ms <= self._settings.broken_ms
        if sign in ENDS:
            return self._end(quick=quick)
        self._ended = False
        if self._broken:
            return Verdict.SWALLOW
        self._held = self._held + sign if quick else sign
        if len(self._held) > self._settings.scan.length_max:
            return self._break()
        return Verdict.HOLD

    def pause(self) -> Verdict:
        """No key has come for `gap_ms`: what is held back is a person's, or a code cut off."""
        self.text = None
        return self._break() if self._is_code else self._give_back()

    def other(self) -> Verdict:
        """A key that no scanner presses: an arrow, a repeat, anything with Ctrl or Alt."""
        self.text = None
        return self._give_back()

    @property
    def _is_code(self) -> bool:
        return len(self._held) >= self._settings.scan.length_min

    def _end(self, *, quick: bool) -> Verdict:
        if self._broken or (quick and self._ended):  # the LF of a CR LF
            self._broken = False
            return Verdict.SWALLOW
        if not (quick and self._is_code):
            return self._give_back()
        self.text, self._held, self._ended = self._held, "", True
        return Verdict.SWALLOW

    def _break(self) -> Verdict:
        self._held, self._broken = "", True
        return Verdict.SWALLOW

    def _give_back(self) -> Verdict:
        self._held, self._ended = "", False
        return Verdict.OWN


class WedgeScanner:
    """A scanner that types. There is no port to open: only whether it is plugged in can be seen."""

    def __init__(
        self,
        on_event: Callable[[ScannerEvent], None],
        settings: WedgeSettings | None = None,
        *,
        device: Path | None = None,
    ) -> None:
        """Without the `device`, a file that is there while it is plugged in, it is taken for up."""
        self.settings = settings or WedgeSettings()
        self._on_event = on_event
        self._device = device
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="scanner", daemon=True)
        self._speed = Speed(self.settings)
        self._readings = Readings(self.settings.scan)

    def start(self) -> None:
        if self._device is None:
            self._tell(ScannerUp())
        else:
            self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        assert self._device is not None
        there: bool | None = None
        while not self._stopping.is_set():
            before, there = there, self._device.exists()
            if there is not before:
                down = ScannerDown(f"{self._device} is not there: plug it in, or correct its url")
                self._tell(ScannerUp() if there else down)
            self._stopping.wait(self.settings.watch_s)

    def press(self, sign: str, at_ms: int) -> Verdict:
        """As `Speed.press`; tells what was scanned."""
        verdict = self._speed.press(sign, at_ms)
        if self._speed.text is not None:
            text = tidy(self._speed.text, self.settings.scan)
            self._tell(self._readings.take(text, at_ms / 1000))
        return verdict

    def pause(self) -> Verdict:
        """As `Speed.pause`; a code without an end is told, too."""
        verdict = self._speed.pause()
        if verdict is Verdict.SWALLOW:
            self._tell(ScanRefused("a code without an end"))
        return verdict

    def other(self) -> Verdict:
        """As `Speed.other`."""
        return self._speed.other()

    def _tell(self, event: ScannerEvent | None) -> None:
        if event is not None:
            tell("scanner", event, self._on_event, of_people=True)
