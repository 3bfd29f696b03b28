"""The commands of a kiosk: one request a visitor, and no ticket left behind.

A request that nobody answered may have been carried out all the same, and would then be called
with nobody holding its paper. So it is asked for again under its own id, long expired: the
coordinator gives the first answer if there was one, and the ticket is cancelled; otherwise it
refuses, and nothing has happened.
"""

from typing import Any, Final, TypeAlias

import msgspec

from contract.codes import AppointmentCode
from contract.ids import NOBODY, CommandId, EpochMs, TicketId, TicketNumber
from contract.messages.answers import AnyAnswer, Done
from contract.messages.commands import (
    AnyCommand,
    CancelNumber,
    CancelTicket,
    CheckIn,
    IssueTicket,
    ReportPaper,
    ReprintTicket,
)
from kiosk.core.equipment import Paper
from kiosk.core.persons import NOTHING_SHOWN, Shown
from kiosk.core.ports import Clock, HallLine
from kiosk.core.visit import Asks, Visit
from messaging import HallWatch

ASK_EXPIRES_MS: Final = 10_000
"""Nobody stands before a kiosk longer for an answer."""

REPORT_EXPIRES_MS: Final = 12 * 3_600_000
"""What became of a ticket stays true for the day."""

ASK_AGAIN_MS: Final = 5_000
GIVEN_UP_MAX: Final = 100

BringsTicket: TypeAlias = IssueTicket | CheckIn
"""A request whose answer is a ticket."""


class Tickets:
    """Sends the kiosk's commands, and remembers those given up until they are settled."""

    def __init__(self, line: HallLine, clock: Clock, watch: HallWatch) -> None:
        self._line = line
        self._clock = clock
        self._watch = watch
        self._given_up: dict[CommandId, BringsTicket] = {}
        self._ask_again_at_ms = 0

    def ask(self, visit: Visit, shown: Shown = NOTHING_SHOWN) -> CommandId:
        """Ask for what the visitor wants; return the id by which the answer will be known."""
        command = self._command(visit, shown)
        self._line.send(command)
        return command.command_id

    def _command(self, visit: Visit, shown: Shown) -> AnyCommand:
        envelope = self._envelope(ASK_EXPIRES_MS)
        match visit.asks:
            case Asks.TICKET:
                first, *more = visit.services
                return IssueTicket(
                    **envelope,
                    group_id=first.group_id,
                    item_id=first.item_id,
                    more=tuple(more),
                    language=visit.language,
                    **vars(shown),
                )
            case Asks.APPOINTMENT:
                code = AppointmentCode(visit.code_typed)
                return CheckIn(**envelope, code=code, language=visit.language, **vars(shown))
            case Asks.COPY:
                return ReprintTicket(**envelope, **_in_hand(visit))
            case Asks.CANCEL:
                return CancelNumber(**envelope, **_in_hand(visit), reason="by the citizen")

    def report_paper(self, ticket_id: TicketId, paper: Paper, cause: str) -> None:
        """Say what became of the paper; a ticket without any is cancelled."""
        self._line.send(
            ReportPaper(
                **self._envelope(REPORT_EXPIRES_MS),
                ticket_id=ticket_id,
                outcome=paper.value,
                cause=cause[:200],
            )
        )
        if paper is Paper.NOT_PRINTED:
            self._cancel(ticket_id, reason="not_printed")

    def give_up(self, command: BringsTicket) -> None:
        """The visitor has left without an answer. Who it was is forgotten at once."""
        self._given_up[command.command_id] = msgspec.structs.replace(
            command, visitor=None, person_hash=NOBODY
        )
        while len(self._given_up) > GIVEN_UP_MAX:
            self._given_up.pop(next(iter(self._given_up)))

    def ask_again(self) -> None:
        """Ask what became of the requests given up, now and then. Call it while the line is up."""
        now_ms = self._clock.now_ms()
        if self._given_up and now_ms >= self._ask_again_at_ms:
            self._ask_again_at_ms = now_ms + ASK_AGAIN_MS
            for command in self._given_up.values():
                self._line.send(msgspec.structs.replace(command, sent_at_ms=self._hall_ms()))

    def settle(self, command: BringsTicket, answer: AnyAnswer) -> None:
        """Take an answer nobody waits for any more: a ticket it brings is cancelled."""
        self._given_up.pop(command.command_id, None)
        if isinstance(answer, Done) and answer.ticket is not None:
            self._cancel(answer.ticket.ticket_id, reason="visitor_left")

    def _cancel(self, ticket_id: TicketId, *, reason: str) -> None:
        envelope = self._envelope(REPORT_EXPIRES_MS)
        self._line.send(CancelTicket(**envelope, ticket_id=ticket_id, reason=reason))

    def _envelope(self, expires_ms: int) -> dict[str, Any]:
        """Return what every command has. What has expired is decided by the hall's clock."""
        now_ms = self._hall_ms()
        return {
            "command_id": self._clock.new_command_id(),
            "sent_at_ms": now_ms,
            "expires_at_ms": now_ms + expires_ms,
        }

    def _hall_ms(self) -> EpochMs:
        return self._watch.hall_ms(self._clock.now_ms())


def _in_hand(visit: Visit) -> dict[str, Any]:
    return {"number": TicketNumber(visit.number_typed), "person_hash": visit.person_hash}
