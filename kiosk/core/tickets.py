"""The commands of a kiosk: one request a visitor, and no ticket left behind.

A request that nobody answered may have been carried out all the same, and would then be called
with nobody holding its paper. So it is asked for again under its own id, long expired: the
coordinator gives the first answer if there was one, and the ticket is cancelled; otherwise it
refuses, and nothing has happened.
"""

from typing import Any, Final

import msgspec

from contract.ids import (
    NOBODY,
    CommandId,
    EpochMs,
    PersonHash,
    PriorityId,
    TicketId,
    TicketNumber,
)
from contract.messages.answers import AnyAnswer, Done
from contract.messages.commands import (
    CancelNumber,
    CancelTicket,
    IssueTicket,
    ReportPaper,
    ReprintTicket,
    VisitorCard,
)
from contract.messages.visits import ServiceWish
from kiosk.core.equipment import Paper
from kiosk.core.ports import Clock, HallLine
from kiosk.core.visit import Asks
from messaging import HallWatch

ASK_EXPIRES_MS: Final = 10_000
"""Nobody stands before a kiosk longer for an answer."""

REPORT_EXPIRES_MS: Final = 12 * 3_600_000
"""What became of a ticket stays true for the day."""

ASK_AGAIN_MS: Final = 5_000
GIVEN_UP_MAX: Final = 100


class Tickets:
    """Sends the kiosk's commands, and remembers those given up until they are settled."""

    def __init__(self, line: HallLine, clock: Clock, watch: HallWatch) -> None:
        self._line = line
        self._clock = clock
        self._watch = watch
        self._given_up: dict[CommandId, IssueTicket] = {}
        self._ask_again_at_ms = 0

    def ask(
        self,
        first: ServiceWish,
        *more: ServiceWish,
        language: str,
        visitor: VisitorCard | None = None,
        priority_id: PriorityId | None = None,
        person_hash: PersonHash = NOBODY,
    ) -> CommandId:
        """Ask for a ticket for one service or more; return the id by which the answer is known."""
        command = IssueTicket(
            **self._envelope(ASK_EXPIRES_MS),
            group_id=first.group_id,
            item_id=first.item_id,
            more=more,
            priority_id=priority_id,
            visitor=visitor,
            language=language,
            person_hash=person_hash,
        )
        self._line.send(command)
        return command.command_id

    def ask_about(self, number: TicketNumber, asks: Asks, *, person_hash: PersonHash) -> CommandId:
        """Ask to print a number again, or to cancel it; return the id of the request."""
        envelope = self._envelope(ASK_EXPIRES_MS)
        command: ReprintTicket | CancelNumber
        if asks is Asks.COPY:
            command = ReprintTicket(**envelope, number=number, person_hash=person_hash)
        else:
            reason = "by the citizen"
            command = CancelNumber(
                **envelope, number=number, person_hash=person_hash, reason=reason
            )
        self._line.send(command)
        return command.command_id

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

    def give_up(self, command: IssueTicket) -> None:
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

    def settle(self, command: IssueTicket, answer: AnyAnswer) -> None:
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
