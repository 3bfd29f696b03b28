"""The bell that rings for a person: on every page, whatever stops the kiosk or is under way."""

from typing import Final

from contract.hall.alarms import RING_LAPSES_MS
from contract.ids import CommandId, DeviceId, EpochMs
from contract.messages.answers import AnyAnswer, Done
from contract.messages.commands import AnyCommand, Ring
from contract.messages.state import HallState
from kiosk.core import screens
from kiosk.core.ports import Clock, HallLine
from kiosk.core.screens import HelpStage, Screen
from kiosk.core.situation import Situation, page
from messaging import HallWatch

RING_EXPIRES_MS: Final = 10_000
STAYS_S: Final = 60
"""The page closes by itself, so that whoever comes next finds the kiosk, and not the bell."""
COMING_MS: Final = 60_000
"""Whoever is on the way is not rung for again before that."""
LATE_MS: Final = 10_000
"""So late a heartbeat may know of a ring, and so much earlier the kiosk takes one for lapsed."""


class Bell:
    """Rings once, and knows what became of it. Its page lies over all others."""

    def __init__(self, kiosk_id: DeviceId, line: HallLine, clock: Clock, watch: HallWatch) -> None:
        self._kiosk_id = kiosk_id
        self._line = line
        self._clock = clock
        self._watch = watch
        self._open_until_ms: EpochMs | None = None
        self._stage: HelpStage = "ask"
        self._command_id: CommandId | None = None
        self._since_ms = clock.now_ms()
        self._heard = False
        """The hall has said that we ring."""

    @property
    def open(self) -> bool:
        """Whether its page is shown."""
        return self._open_until_ms is not None

    def touched(self, action: str, now: Situation) -> bool:
        """Take a touch that is for the bell; tell whether it was."""
        if action == "help":
            self._show(now)
            return True
        if not self.open or action in ("language", "comfort"):
            return False
        if action == "done":
            self.close()
        elif action == "ring" and self._stage in ("ask", "unheard"):
            self._ring(now)
        if self.open:
            self._keep_open(now)
        return True

    def close(self) -> None:
        """Show what is under it again."""
        self._open_until_ms = None

    def draw(self, now: Situation) -> Screen | None:
        """Return its page, or None while it is closed."""
        if not self.open:
            return None
        where = now.catalog.hall.hall.help_point
        return screens.Help(
            **page(now),
            stage=self._stage,
            where="" if where is None else where.in_language(now.visit.language),
        )

    def on_answered(self, command: AnyCommand, answer: AnyAnswer) -> None:
        """The hall has answered; whatever is not "done" rings at nobody."""
        if command.command_id == self._command_id:
            self._become("rung" if isinstance(answer, Done) else "unheard")

    def on_not_answered(self, command: AnyCommand) -> None:
        if command.command_id == self._command_id:
            self._become("unheard")

    def on_hall(self, state: HallState) -> None:
        """See whether we still ring: when no longer, somebody is coming."""
        if self._kiosk_id in state.ringing_kiosk_ids:
            self._heard = True
            if self._stage == "ask":  # we were started again meanwhile
                self._become("rung")
        elif self._stage == "rung" and (self._heard or self._lasted_ms >= LATE_MS):
            lapsed = self._lasted_ms >= RING_LAPSES_MS - LATE_MS
            self._become("ask" if lapsed else "coming")

    def on_tick(self) -> None:
        """Time passes."""
        now_ms = self._clock.now_ms()
        if self._open_until_ms is not None and now_ms >= self._open_until_ms:
            self.close()
        over = self._stage == "coming" and self._lasted_ms >= COMING_MS
        if over or (self._stage == "rung" and self._lasted_ms >= RING_LAPSES_MS):
            self._become("ask")

    @property
    def _lasted_ms(self) -> int:
        return abs(self._clock.now_ms() - self._since_ms)

    def _show(self, now: Situation) -> None:
        if self._stage in ("ask", "unheard"):
            self._become("ask" if now.reachable else "unheard")
        self._keep_open(now)

    def _keep_open(self, now: Situation) -> None:
        stays_s = STAYS_S * (2 if now.visit.takes_time else 1)
        self._open_until_ms = EpochMs(now.now_ms + stays_s * 1000)

    def _ring(self, now: Situation) -> None:
        if not now.reachable:
            self._become("unheard")
            return
        at_ms = self._watch.hall_ms(now.now_ms)
        command = Ring(
            command_id=self._clock.new_command_id(),
            sent_at_ms=at_ms,
            expires_at_ms=EpochMs(at_ms + RING_EXPIRES_MS),
            language=now.visit.language,
        )
        self._command_id, self._heard = command.command_id, False
        self._become("ringing")
        self._line.send(command)

    def _become(self, stage: HelpStage) -> None:
        if stage != "ringing":
            self._command_id = None
        self._stage, self._since_ms = stage, self._clock.now_ms()
