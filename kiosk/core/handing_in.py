"""What was given alone goes to the coordinator, the oldest first, until it is in the journal."""

from typing import Final

import msgspec

from contract.ids import CommandId, EpochMs, TicketId
from contract.messages.answers import AnyAnswer, Done, Refused
from contract.messages.commands import GivenCard, HandInTicket
from kiosk.core.alone import HAND_IN_EXPIRES_MS, UNKNOWN_BOUND_MS, bound_after, ticket_id_of
from kiosk.core.equipment import Paper
from kiosk.core.even_clock import EvenClock
from kiosk.core.outbox import GivenAlone, Outbox
from kiosk.core.ports import HallLine
from messaging import HallWatch

IN_FLIGHT_MAX: Final = 4
REFUSED_AGAIN_MS: Final = 60_000


class HandingIn:
    """Knows of each ticket whether it is being printed, or on its way.

    Attributes:
        refused: why the coordinator does not take tickets, a code; "" if it does.
        not_called: papers of this day with which somebody may wait in vain.
    """

    def __init__(self, line: HallLine, clock: EvenClock, watch: HallWatch, outbox: Outbox) -> None:
        self._line = line
        self._clock = clock
        self._watch = watch
        self._outbox = outbox
        self._visitors: dict[CommandId, GivenCard] = {}
        self._began_at = clock.steady_ms()
        self._given_at: dict[CommandId, int] = {}
        """In this run of the program, by the clock that never jumps."""
        self._printing: set[CommandId] = set()
        self._in_flight: set[CommandId] = set()
        self.refused = ""
        self._refused_at_ms = EpochMs(0)
        self.not_called = 0

    def begin(self, command: HandInTicket, visitor: GivenCard | None) -> None:
        """Its paper is being printed; who it is for is not for the disk."""
        self._printing.add(command.command_id)
        self._given_at[command.command_id] = self._clock.steady_ms()
        if visitor is not None:
            self._visitors[command.command_id] = visitor

    def conclude(self, ticket_id: TicketId, paper: Paper, cause: str) -> None:
        """Keep what became of a paper."""
        for command_id in [*self._printing]:
            ticket = self._outbox.given[command_id]
            if ticket_id_of(ticket.command) == ticket_id:
                self._printing.discard(command_id)
                said = msgspec.structs.replace(
                    ticket.command, outcome=paper.value, cause=cause[:200]
                )
                self._outbox.change_given(msgspec.structs.replace(ticket, command=said))

    def send(self) -> None:
        """Send what waits, a few at a time. Call it while the coordinator is heard.

        Before the hall's time is known nothing is sent: neither now nor then would be right.
        """
        if self._watch.measured_at_ms is None:
            return
        now_ms = self._clock.now_ms()
        if self.refused and abs(now_ms - self._refused_at_ms) < REFUSED_AGAIN_MS:
            return
        for command_id, ticket in self._outbox.given.items():
            if len(self._in_flight) >= IN_FLIGHT_MAX:
                return
            if command_id not in self._in_flight and command_id not in self._printing:
                self._in_flight.add(command_id)
                self._line.send(self._as_known_now(ticket))

    def on_answered(self, command: HandInTicket, answer: AnyAnswer) -> None:
        """It is in the journal; or the coordinator does not take it, and is asked again later."""
        self._in_flight.discard(command.command_id)
        match answer:
            case Done(explained=explained):
                self.refused = ""
                self.not_called += explained not in (None, "day_ended")
                self._forget(command.command_id)
            case Refused(code=code):
                self.refused, self._refused_at_ms = code, self._clock.now_ms()

    def on_not_answered(self, command: HandInTicket) -> None:
        """Nobody has answered; it will be sent again."""
        self._in_flight.discard(command.command_id)

    def _as_known_now(self, ticket: GivenAlone) -> HandInTicket:
        """Return the command to send. A time that was not known then may be known now."""
        command, now_ms = ticket.command, self._watch.hall_ms(self._clock.now_ms())
        issued_at_ms: int = command.issued_at_ms
        bound_ms = command.clock_bound_ms
        if bound_ms >= UNKNOWN_BOUND_MS:
            issued_at_ms, bound_ms = self._understood(ticket, now_ms)
        return msgspec.structs.replace(
            command,
            sent_at_ms=now_ms,
            expires_at_ms=EpochMs(now_ms + HAND_IN_EXPIRES_MS),
            issued_at_ms=EpochMs(max(0, min(now_ms, issued_at_ms))),
            clock_bound_ms=bound_ms,
            visitor=self._visitors.get(command.command_id),
        )

    def _understood(self, ticket: GivenAlone, now_ms: EpochMs) -> tuple[int, int]:
        """Return when a ticket was given, and by how much that may be wrong.

        Of this run it has been counted. Of an earlier one it is what the clock showed, between
        what was known before and the beginning of this run. A clock that showed anything else
        was wrong, and by such a time nobody goes before others: it is the latest that can be.
        """
        given_at = self._given_at.get(ticket.command.command_id)
        if given_at is not None:
            counted_ms = self._clock.steady_ms() - given_at
            return now_ms - counted_ms, bound_after(counted_ms)
        latest_ms = now_ms - (self._clock.steady_ms() - self._began_at)
        shown_ms = self._watch.hall_ms(ticket.decided_at_ms)
        possible = ticket.not_before_ms <= shown_ms <= latest_ms
        issued_at_ms = shown_ms if possible else latest_ms
        return issued_at_ms, max(issued_at_ms - ticket.not_before_ms, latest_ms - issued_at_ms)

    def _forget(self, command_id: CommandId) -> None:
        self._visitors.pop(command_id, None)
        self._given_at.pop(command_id, None)
        self._outbox.drop_given(command_id)
