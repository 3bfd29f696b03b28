"""Eyes and ears at the far ends: what panels and boards show, what the loudspeaker says.

They know a screen only by what it draws, and write each thing down when they first see it.
"""

import asyncio
import math
import re
import wave
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contract.ids import WindowId
from qtkit.texts import Texts
from simulation.hand import Seen
from simulation.transcript import Transcript, What

LOOK_S: Final = 0.1
WAV_MS_MIN: Final = 500
WAV_RMS_MIN: Final = 200

PANEL_TEXTS: Final = Path(__file__).parent.parent / "caller" / "locale"
_ENDINGS: Final[Mapping[str, What]] = {
    "last.finished": "service_finished",
    "last.no_show": "no_show",
    "last.sent_to_group": "transferred",
}
_DIGITS: Final = re.compile(r"\d+")
_WAV_NAME: Final = re.compile(
    r"^(?P<seq>\d+)-(?P<number>[A-Z]+\d+)-(?P<window>\d+)-(?P<count>\d+)$"
)


@dataclass(frozen=True)
class Desk:
    """What a panel shows of its window."""

    number: str = ""
    stage: str = ""
    """"called", "serving" or empty."""
    recalls_left: int = 0


class PanelWatcher:
    """Reads one panel's screen."""

    def __init__(self, window_id: WindowId, transcript: Transcript, *, language: str) -> None:
        self.desk = Desk()
        self.ended: dict[str, What] = {}
        """How the last stay of each ticket at this window ended."""
        self._window_id = window_id
        self._transcript = transcript
        self._last = ""
        words = Texts(PANEL_TEXTS).table(language)
        self._stages = {words[f"stage.{stage}"]: stage for stage in ("called", "serving")}
        self._endings = {what: _pattern(words[key]) for key, what in _ENDINGS.items()}

    def __call__(self, seen: Seen, at_ms: int) -> None:
        if "page.panel" not in seen:
            return  # a dialogue is in front of it
        self._read_last(seen.get("panel.last", ""), at_ms)
        before = self.desk
        self.desk = Desk(
            number=seen.get("panel.number", ""),
            stage=self._stages.get(seen.get("panel.stage", ""), ""),
            recalls_left=_first_number(seen.get("recall", "")),
        )
        self._compare(before, self.desk, at_ms)

    def _compare(self, before: Desk, now: Desk, at_ms: int) -> None:
        if not now.number:
            return
        same_ticket = now.number == before.number
        if now.stage == "called" and not (same_ticket and before.stage):
            self.ended.pop(now.number, None)
            self._note("ticket_called", now.number, at_ms)
        elif now.stage == before.stage == "called" and now.recalls_left < before.recalls_left:
            self._note("ticket_recalled", now.number, at_ms)
        elif now.stage == "serving" and before.stage != "serving":
            self._note("service_started", now.number, at_ms)

    def _read_last(self, last: str, at_ms: int) -> None:
        if last == self._last:
            return
        self._last = last
        for what, pattern in self._endings.items():
            if match := pattern.search(last):
                self.ended[match["number"]] = what
                self._note(what, match["number"], at_ms)

    def _note(self, what: What, number: str, at_ms: int) -> None:
        self._transcript.note(what, at_ms, number=number, window=self._window_id)


@dataclass(frozen=True)
class BoardRow:
    """A call as a board shows it."""

    seq: int
    number: str
    window_id: WindowId
    call_count: int


class BoardWatcher:
    """Reads the main board; tells each call once to `on_call`."""

    def __init__(
        self,
        windows: Mapping[int, WindowId],
        transcript: Transcript,
        *,
        zone: str,
        on_call: Callable[[BoardRow], None],
    ) -> None:
        self._windows = windows
        self._transcript = transcript
        self._zone = zone
        self._on_call = on_call
        self._known: set[int] = set()

    def __call__(self, seen: Seen, at_ms: int) -> None:
        for name, text in seen.items():
            head, _, tail = name.partition(".")
            seq, _, part = tail.partition(".")
            if head == "call" and part == "number" and text and int(seq) not in self._known:
                self._take(int(seq), text, seen, at_ms)

    def _take(self, seq: int, number: str, seen: Seen, at_ms: int) -> None:
        window_id = self._windows.get(_first_number(seen.get(f"call.{seq}.window", "")))
        if window_id is None:
            return  # half drawn: the next frame has it
        self._known.add(seq)
        count = max(1, _first_number(seen.get(f"call.{seq}.count", "")))
        row = BoardRow(seq, number, window_id, count)
        self._transcript.note(
            "shown",
            at_ms,
            number=number,
            window=window_id,
            zone=self._zone,
            seq=seq,
            call_count=count,
        )
        self._on_call(row)


class Listener:
    """Hears the announcements: each WAV file must be a sound, and is written down once."""

    def __init__(
        self, directory: Path, windows: Mapping[int, WindowId], transcript: Transcript, *, zone: str
    ) -> None:
        self._directory = directory
        self._windows = windows
        self._transcript = transcript
        self._zone = zone
        self._known: set[Path] = set()

    async def listen(self) -> None:
        """Listen until cancelled."""
        while True:
            self.hear_new()
            await asyncio.sleep(LOOK_S)

    def hear_new(self) -> None:
        """Write down the announcements that are new since the last time."""
        for file in sorted(self._directory.glob("*.wav")):
            match = _WAV_NAME.match(file.stem)
            if file in self._known or match is None:
                continue
            self._known.add(file)
            duration_ms, loudness = measure_wav(file)
            if duration_ms < WAV_MS_MIN or loudness < WAV_RMS_MIN:
                continue  # nobody heard that
            self._transcript.note(
                "spoken",
                file.stat().st_mtime_ns // 1_000_000,
                number=match["number"],
                window=self._windows[int(match["window"])],
                zone=self._zone,
                seq=int(match["seq"]),
                call_count=int(match["count"]),
                duration_ms=duration_ms,
            )


def measure_wav(file: Path) -> tuple[int, int]:
    """Return the length of a 16-bit WAV in milliseconds, and its loudness (RMS, 0 to 32767)."""
    try:
        with wave.open(str(file)) as sound:
            frames = sound.readframes(sound.getnframes())
            duration_ms = round(sound.getnframes() * 1000 / sound.getframerate())
    except (wave.Error, EOFError, OSError):
        return 0, 0
    samples = array("h", frames)
    if not samples:
        return 0, 0
    return duration_ms, round(math.sqrt(sum(s * s for s in samples) / len(samples)))


def _pattern(template: str) -> re.Pattern[str]:
    number = re.escape(template).replace(re.escape("{number}"), r"(?P<number>[A-Z]+\d+)")
    return re.compile(number.replace(re.escape("{group}"), ".*"))


def _first_number(text: str) -> int:
    found = _DIGITS.search(text)
    return int(found[0]) if found else 0
