"""How long after its message a call is heard: a whole display, and a player that notes the time."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from bench.as_coordinator import AsCoordinator, serve
from contract import topics
from contract.hall import Display, HallFile
from contract.ids import EpochMs, TicketNumber
from contract.messages.state import BoardCall, Call
from display.config import DisplayConfig
from display.main import start
from messaging.clock import now_ms
from qtkit.program import application

WANTED_MS: Final = 300
LISTENING_S: Final = 8.0
"""So long a call may go unheard before the display counts as not yet listening."""
REST_S: Final = 0.7
"""Between calls; what follows from one is made ahead in it."""
EXPIRES_MS: Final = 60_000
FAR: Final = 37
"""Numbers so far apart that none is made ahead."""


@dataclass
class Delays:
    """Milliseconds from each message to the player's start: with any sound, and with the words."""

    sound: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class VoiceCost:
    """What was measured."""

    foreseen: Delays
    """Numbers in their order, as a hall calls them."""
    unforeseen: Delays
    """Numbers that were never said before."""
    installing: Delays
    """The same, each at a display whose cache is new and which makes all it can ahead."""


def measure(hall: HallFile, calls: int) -> VoiceCost:
    """Measure; takes a second or two a call."""
    cost = VoiceCost(Delays(), Delays(), Delays())
    with tempfile.TemporaryDirectory(prefix="hallcall-bench-voice-") as folder:
        stand = _Stand(hall, Path(folder))
        try:
            with stand.display("kept"):
                for number in range(2, calls + 2):
                    stand.rest()
                    stand.call(number, cost.foreseen)
                for turn in range(1, calls + 1):
                    stand.rest()
                    stand.call(100 + turn * FAR, cost.unforeseen)
            for turn in range(max(1, calls // 5)):
                with stand.display(f"new-{turn}"):
                    stand.call(100 + turn, cost.installing)
        finally:
            stand.close()
    return cost


def rows(cost: VoiceCost) -> list[tuple[str, str, str]]:
    """Return the figures for a table."""
    named = {
        "numbers in their order": cost.foreseen,
        "a number never said before": cost.unforeseen,
        "the same, while all is made ahead": cost.installing,
    }
    return [
        (f"{name}, {what}", _spread(figures), f"under {WANTED_MS} ms" if wanted else "")
        for name, delays in named.items()
        for what, figures, wanted in (
            ("first sound", delays.sound, True),
            ("words at the player", delays.words, delays is cost.foreseen),
        )
    ]


def _spread(figures: list[float]) -> str:
    return f"{median(figures):.0f} ms ({min(figures):.0f} to {max(figures):.0f})"


class _Stand:
    """A broker, somebody who speaks as the coordinator, a display and its player."""

    def __init__(self, hall: HallFile, folder: Path) -> None:
        self._hall = hall
        self._folder = folder
        self._seq = 0
        self._board: Display = next(each for each in hall.display if each.kind == "board")
        self._window = hall.counters_of[self._board.zone][0]
        self._letter = hall.all_series[
            next(s for g in self._window.serves if (s := hall.groups[g].series))
        ].letter
        self._played = folder / "played.txt"
        self._app = application()
        self._coordinator = AsCoordinator(hall, folder / "broker")

    def close(self) -> None:
        self._coordinator.close()

    @contextmanager
    def display(self, cache: str) -> Iterator[None]:
        """A display that listens."""
        program = start(
            DisplayConfig(
                hall=self._hall,
                display_id=self._board.id,
                broker=self._coordinator.address,
                credentials=self._coordinator.account(self._board.id),
                voice=True,
                player=str(_player(self._folder, self._played)),
                cache_dir=self._folder / cache,
            )
        )
        try:
            while not self._is_heard(1):
                pass
            yield
        finally:
            program.close()

    def rest(self) -> None:
        """Let the display do in between what it does."""
        until_s = time.monotonic() + REST_S
        serve(lambda: time.monotonic() >= until_s)

    def call(self, number: int, delays: Delays) -> None:
        """Call a number; note when it was heard."""
        sent_ns = self._publish(number)
        serve(self._has_heard_words, what="not heard")
        heard = self._heard()
        delays.sound.append((heard[0][1] - sent_ns) / 1e6)
        delays.words.append((heard[-1][1] - sent_ns) / 1e6)

    def _is_heard(self, number: int) -> bool:
        self._publish(number)
        until_s = time.monotonic() + LISTENING_S
        serve(lambda: self._has_heard_words() or time.monotonic() >= until_s)
        return self._has_heard_words()

    def _has_heard_words(self) -> bool:
        return any(name != "chime.wav" for name, _ in self._heard())

    def _publish(self, number: int) -> int:
        self._played.write_text("")
        self._seq += 1
        at_ms = now_ms()
        made = BoardCall(
            seq=self._seq,
            number=TicketNumber(f"{self._letter}{number:03d}"),
            window_id=self._window.id,
            group_id=self._window.serves[0],
            call_count=1,
            called_at_ms=at_ms,
            expires_at_ms=EpochMs(at_ms + EXPIRES_MS),
            active=True,
        )
        topic = topics.call(self._hall.hall.id, self._board.zone)
        sent_ns = time.time_ns()
        self._coordinator.tell(topic, Call(zone_id=self._board.zone, call=made))
        return sent_ns

    def _heard(self) -> list[tuple[str, int]]:
        """Return what the player was given: the file's name, and when."""
        lines = [line.split() for line in self._played.read_text().splitlines()]
        return [(line[0], int(line[1])) for line in lines if len(line) == 2]  # noqa: PLR2004


def _player(folder: Path, played: Path) -> Path:
    """Return a player that starts as quickly as any, and notes what it is given."""
    path = folder / "player"
    path.write_text(
        "#!/bin/sh\n"
        'for file; do :; done; name="${file##*/}"\n'
        '[ "$name" = silence.wav ] || echo "$name $(date +%s%N)" >> ' + f"'{played}'\n"
    )
    path.chmod(0o755)
    return path
