"""Sees that calls are heard: by each voice that could say them, before they expire.

A call may go unsaid, for its news is lost now and then. But a voice that has heard since then that
the coordinator lives has heard what is on the board, too, and has time to say it.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Final

from contract.hall import HallFile
from contract.ids import DeviceId
from simulation.checkers.ledger import RECENT_CALLS, Ledger
from simulation.checkers.rows import Happening
from simulation.checkers.speech import Speech
from simulation.checkers.verdict import Accuse
from simulation.world.agenda import Agenda
from simulation.world.display import SPEAKS_MS, DisplayMachine

PROMISE: Final = "a call is spoken where it can be"
ON_ITS_WAY_MS: Final = 9_000
"""So long a heartbeat may be that was sent before the call."""
LEISURE_MS: Final = 12_000
"""So much more time than it takes to say all that is said: the board follows the heartbeat."""


class Loudspeakers:
    """Looks at each call when it expires."""

    def __init__(
        self,
        file: HallFile,
        agenda: Agenda,
        displays: Iterable[DisplayMachine],
        *,
        ledger: Ledger,
        speech: Speech,
        accuse: Accuse,
        clocks_wrong: Callable[[], Collection[DeviceId] | None],
    ) -> None:
        """`clocks_wrong` tells whose clock was ever wrong; None if the hall's own was."""
        self._agenda = agenda
        self._voices = [each for each in displays if each.entry.voice and not file.voice.quiet]
        self._ledger = ledger
        self._speech = speech
        self._accuse = accuse
        self._clocks_wrong = clocks_wrong
        self._last: dict[str, int] = {}
        """The last call of each window, and of each zone."""
        self._disturbed: set[str] = set()

    def called(self, row: Happening) -> None:
        """A call is in the journal: come back to it when it expires."""
        zone, seq = row.zone_id or "", row.call_seq or 0
        self._last[row.window_id or ""] = self._last[zone] = seq
        if any(each.entry.zone == zone for each in self._voices):
            expires_ms = max(row.expires_at_ms or 0, self._agenda.now_ms)
            self._agenda.at(expires_ms, partial(self._judge, row, self._agenda.now_ms))

    def taken_back(self, ticket_id: str) -> None:
        """A ticket was finished, and is not: for a moment its call was over."""
        self._disturbed.add(ticket_id)

    def _judge(self, row: Happening, called_ms: int) -> None:
        wrong = self._clocks_wrong()
        if wrong is None or not self._stands(row):
            return
        for machine in self._voices:
            if machine.entry.zone == row.zone_id and machine.entry.id not in wrong:
                self._listen(machine, row, called_ms)

    def _stands(self, row: Happening) -> bool:
        """Tell whether a call was the last of its window all the time, and is still valid."""
        ticket, window, seq = row.ticket_id or "", row.window_id or "", row.call_seq or 0
        return (
            ticket not in self._disturbed
            and self._ledger.at_window.get(window) == ticket
            and self._last[window] == seq
            and self._last[row.zone_id or ""] - seq < RECENT_CALLS
        )

    def _listen(self, machine: DisplayMachine, row: Happening, called_ms: int) -> None:
        zone, seq = row.zone_id or "", row.call_seq or 0
        ear, now_ms = machine.ear, self._agenda.now_ms
        if self._speech.times_spoken(machine.entry.id, zone, seq) or ear is None:
            return
        if ear.knows_since_ms is None or ear.knows_since_ms >= called_ms:
            return
        sure_ms = called_ms + ON_ITS_WAY_MS
        beat_ms = next((each for each in ear.beats if each >= sure_ms), now_ms)
        said = sum(each >= beat_ms - SPEAKS_MS[1] for each in ear.spoke)
        if now_ms - beat_ms - said * SPEAKS_MS[1] > LEISURE_MS:
            what = f"{row.number} at {row.window_id} ({seq}), called {now_ms - called_ms} ms ago"
            self._accuse(PROMISE, f"{machine.entry.id} has not said {what}")
