"""What was given alone goes to the coordinator, the oldest first, until it is in the journal."""

from typing import Final

import msgspec

from contract.ids import CommandId, EpochMs, TicketId
from contract.messages.answers import AnyAnswer, Done, Refused
from contract.messages.commands import HandInTicket, VisitorCard
from kiosk.core.alone import HAND_IN_EXPIRES_MS, MEASURED_BOUND_MS, ticket_id_of
from kiosk.core.equipment import Paper
from kiosk.core.outbox import GivenAlone, Outbox
from kiosk.core.ports import Clock, HallLine
from messaging import HallWatch

IN_FLIGHT_MAX: Final = 4
REFUSED_AGAIN_MS: Final = 60_000


class HandingIn:
    """Knows of each ticket whether it is being printed, or on its way.

    Attributes:
        refused: why the coordinator does not take tickets, a code; "" if it does.
        not_called: papers of this day with which somebody may wait in vain.
    """

    def __init__(self, line: HallLine, clock: Clock, watch: HallWatch, outbox: Outbox) -> None:
        self._line = line
        self._clock = clock
        self._watch = watch
        self._outbox = outbox
        self._visitors: dict[CommandId, VisitorCard] = {}
        self._printing: set[CommandId] = set()
        self._in_flight: set[CommandId] = set()
        self.refused = ""
        self._refused_at_ms = EpochMs(0)
        self.not_called = 0

    def begin(self, command: HandInTicket, visitor: VisitorCard | None) -> None:
        """Its paper is being printed; who it is for is not for the disk."""
        self._printing.add(command.command_id)
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
        """Send what waits, a few at a time. Call it while the coordinator is heard."""
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
        """Return the command to send. A clock that was not to be trusted is understood now."""
        command, now_ms = ticket.command, self._watch.hall_ms(self._clock.now_ms())
        issued_at_ms = command.issued_at_ms
        if command.clock_bound_ms > MEASURED_BOUND_MS and self._watch.measured:
            issued_at_ms = self._watch.hall_ms(ticket.decided_at_ms)
        return msgspec.structs.replace(
            command,
            sent_at_ms=now_ms,
            expires_at_ms=EpochMs(now_ms + HAND_IN_EXPIRES_MS),
            issued_at_ms=EpochMs(max(0, min(now_ms, issued_at_ms))),
            visitor=self._visitors.get(command.command_id),
        )

    def _forget(self, command_id: CommandId) -> None:
        self._visitors.pop(command_id, None)
        self._outbox.drop_given(command_id)
