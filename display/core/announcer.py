"""Keeps the voice busy: one announcement at a time, the next when the last is done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog

from contract.hall import HallFile
from contract.ids import EpochMs, ZoneId
from contract.messages.state import BoardCall, BoardState, Call
from display.core.announcements import Announcements
from display.core.likely import Likely
from display.core.ports import Voice
from display.core.utterance import announcement
from display.core.wording import Wording
from messaging import HallWatch

log = structlog.get_logger("announcer")

HURRY_WAITING: Final = 3
"""When so many calls wait behind one, it is said in the first language only: about 5 s, not 10."""


class Announcer:
    """Owns the calls to be said. Called on the Qt thread only; never waits for the voice."""

    def __init__(
        self,
        hall: HallFile,
        zone: ZoneId,
        languages: Sequence[str],
        *,
        voice: Voice,
        watch: HallWatch,
    ) -> None:
        self._hall = hall
        self._languages = tuple(languages)
        self._voice = voice
        self._watch = watch
        self._wording = Wording.of(hall)
        self._likely = Likely(hall, zone, self._languages, self._wording)
        self._calls = Announcements(repeats=hall.voice.repeats, quiet=self._is_quiet)
        self._busy = False

    def on_call(self, news: Call, now_ms: EpochMs) -> None:
        """Take a call that was just made."""
        self._calls.on_call(news)
        self._go_on(now_ms)
        self._prepare([news.call])

    def on_board(self, board: BoardState, now_ms: EpochMs) -> None:
        """Take the board, which fills gaps and says which calls are over."""
        self._calls.on_board(board, believed=self._watch.alive(now_ms))
        self._go_on(now_ms)
        self._prepare(board.calls)

    def on_done(self, now_ms: EpochMs) -> None:
        """The voice has ended, well or not: no call is tried twice."""
        self._busy = False
        self._go_on(now_ms)

    def _go_on(self, now_ms: EpochMs) -> None:
        while not self._busy and (call := self._calls.next(self._watch.hall_ms(now_ms))):
            self._say(call, now_ms)
        for dropped in self._calls.take_dropped():
            log.info("call.not_said", seq=dropped.call.seq, why=dropped.why.value)

    def _prepare(self, calls: Sequence[BoardCall]) -> None:
        """Have the voice make in between what follows from new calls."""
        if self._likely.on_calls(calls):
            self._voice.prepare(self._likely.phrases(self._calls.waiting))

    def _say(self, call: BoardCall, now_ms: EpochMs) -> None:
        window = self._hall.windows.get(call.window_id)
        if window is None:  # the hall file here is older than the coordinator's
            log.warning("call.not_said", seq=call.seq, why="unknown window", window=call.window_id)
            return
        hall_ms = self._watch.hall_ms(now_ms)
        until_ms = EpochMs(now_ms + call.expires_at_ms - hall_ms)
        gain_db = self._hall.voice.gain_db(self._local(hall_ms))
        hurry = len(self._calls.waiting) >= HURRY_WAITING
        languages = self._languages[:1] if hurry else self._languages
        self._busy = True
        words = self._wording
        self._voice.say(
            announcement(call, window.number, languages, until_ms, words, gain_db=gain_db)
        )

    def _is_quiet(self, hall_ms: EpochMs) -> bool:
        return self._hall.voice.is_quiet(self._local(hall_ms))

    def _local(self, hall_ms: EpochMs) -> datetime:
        return datetime.fromtimestamp(hall_ms / 1000, self._hall.time_zone)
