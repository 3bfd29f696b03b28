"""The commands of a kiosk: one request a visitor, and no ticket left behind.

A request that nobody answered may have been carried out all the same, and would then be called
with nobody holding its paper. So it is asked for again under its own id, long expired: the
coordinator gives the first answer if there was one, and the ticket is cancelled; otherwise it
refuses, and nothing has happened.
"""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from contract.codes import AppointmentCode
from contract.ids import CommandId, EpochMs, TicketId, TicketNumber
from contract.messages.answers import AnyAnswer, Done, TicketSlip
from contract.messages.commands import (
    AnyCommand,
    CancelNumber,
    CancelTicket,
    CheckIn,
    FindTicket,
    IssueTicket,
    ReportPaper,
    ReprintTicket,
)
from kiosk.core.equipment import Paper
from kiosk.core.outbox import BringsTicket, Outbox, Said
from kiosk.core.persons import NOTHING_SHOWN, Shown
from kiosk.core.ports import Clock, HallLine
from kiosk.core.visit import Asks, Visit
from messaging import HallWatch

ASK_EXPIRES_MS: Final = 10_000
"""Nobody stands before a kiosk longer for an answer."""

REPORT_EXPIRES_MS: Final = 12 * 3_600_000
"""What became of a ticket stays true for the day."""

ASK_AGAIN_MS: Final = 5_000

CLOCKS_DIFFER_MS: Final = 2_000
"""The hall's time is known no better."""


class Tickets:
    """Sends the kiosk's commands. What must not be forgotten of them is in the outbox."""

    def __init__(self, line: HallLine, clock: Clock, watch: HallWatch, outbox: Outbox) -> None:
        self._line = line
        self._clock = clock
        self._watch = watch
        self._outbox = outbox
        self._waits_for: CommandId | None = None
        self._printing: ReportPaper | None = None
        self._on_its_way: set[CommandId] = set()
        """What is said again and again already; the rest was left over by the run before."""
        self._ask_again_at_ms = 0
        self._began_ms = clock.now_ms()

    def ask(self, visit: Visit, shown: Shown = NOTHING_SHOWN) -> CommandId:
        """Ask for what the visitor wants; return the id by which the answer will be known."""
        command = self._command(visit, shown)
        if isinstance(command, BringsTicket):
            self._outbox.keep_asked(command)
            self._waits_for = command.command_id
        self._line.send(command)
        return command.command_id

    def find(self, visit: Visit) -> CommandId:
        """Ask how it stands with the visitor's ticket; return the id of the question."""
        number = None if visit.token else TicketNumber(visit.number_typed)
        command = FindTicket(**self._envelope(ASK_EXPIRES_MS), number=number, token=visit.token)
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

    def begin_printing(self, command: AnyCommand, ticket_id: TicketId) -> None:
        """A ticket has come: its paper is uncertain until it is known to be there, or not."""
        report = self._uncertain(ticket_id)
        self._printing, self._waits_for = report, None
        self._outbox.settle(command.command_id, report)

    def report_paper(self, paper: Paper, cause: str) -> None:
        """Say what became of the paper, or that the number was shown instead."""
        report, self._printing = self._printing, None
        if report is None:
            return
        now_ms = self._hall_ms()
        said = msgspec.structs.replace(
            report,
            sent_at_ms=now_ms,
            expires_at_ms=EpochMs(now_ms + REPORT_EXPIRES_MS),
            outcome=paper.value,
            cause=cause[:200],
        )
        self._outbox.keep_said(said)
        self._send_all([said])

    def give_up(self) -> None:
        """The visitor has left without an answer."""
        self._waits_for = None

    def catch_up(self) -> None:
        """Say what is owed from before, and ask now and then what became of the requests given up.

        Call it while the line is up.
        """
        printing = self._printing and self._printing.command_id
        owed = [each for each in self._outbox.said.values() if each.command_id != printing]
        self._send_all(each for each in owed if each.command_id not in self._on_its_way)
        given_up = [each for each in self._outbox.asked.values() if not self._awaits(each)]
        now_ms = self._clock.now_ms()
        if given_up and now_ms >= self._ask_again_at_ms:
            self._ask_again_at_ms = now_ms + ASK_AGAIN_MS
            for command in given_up:
                self._line.send(msgspec.structs.replace(command, sent_at_ms=self._hall_ms()))

    def settle(self, command: AnyCommand, answer: AnyAnswer) -> None:
        """Take an answer nobody waits for any more: a ticket it brings is cancelled, unless it may
        be in somebody's hand."""
        match command, answer:
            case ((IssueTicket() | CheckIn()), Done(ticket=TicketSlip(ticket_id=ticket_id))):
                said: Said = self._cancel(ticket_id, reason="visitor_left")
                if self._may_be_printed(command, answer):
                    said = self._uncertain(ticket_id)
                self._outbox.settle(command.command_id, said)
                self._send_all([said])
            case ((IssueTicket() | CheckIn()), _):
                self._outbox.settle(command.command_id)
            case ((ReportPaper() | CancelTicket()), _):
                self.drop(command)

    def drop(self, command: Said) -> None:
        """The coordinator knows, or it is of no use any more."""
        self._on_its_way.discard(command.command_id)
        self._outbox.drop_said(command.command_id)

    def _awaits(self, command: BringsTicket) -> bool:
        return command.command_id == self._waits_for

    def _send_all(self, said: Iterable[Said]) -> None:
        for command in said:
            self._on_its_way.add(command.command_id)
            self._line.send(command)

    def _may_be_printed(self, command: BringsTicket, answer: Done) -> bool:
        """Whether the run before may have had this answer, on a disk that took nothing any more.

        What was decided since our start has come out nowhere.
        """
        if command.command_id not in self._outbox.left_over:
            return False
        began_hall_ms = self._watch.hall_ms(self._began_ms)
        return answer.answered_at_ms < began_hall_ms + CLOCKS_DIFFER_MS

    def _uncertain(self, ticket_id: TicketId) -> ReportPaper:
        return ReportPaper(
            **self._envelope(REPORT_EXPIRES_MS),
            ticket_id=ticket_id,
            outcome="uncertain",
            cause="the kiosk stopped while it printed",
        )

    def _cancel(self, ticket_id: TicketId, *, reason: str) -> CancelTicket:
        envelope = self._envelope(REPORT_EXPIRES_MS)
        return CancelTicket(**envelope, ticket_id=ticket_id, reason=reason)

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
    number = TicketNumber(visit.number_typed)
    return {"number": number, "person_hash": visit.person_hash, "token": visit.token}
