"""A batch in the making: the hall evolves as commands are decided, nothing is said yet."""

from collections.abc import Iterable, Mapping
from typing import Final

import structlog

from contract.ids import COORDINATOR_DEVICE, CommandId, EpochMs, PersonHash, TicketId
from contract.messages.answers import AnyAnswer, Refused
from contract.messages.commands import GivenCard
from coordinator.domain import errors, schedule
from coordinator.domain.commands import UnmaskVisitor
from coordinator.domain.decide import decide
from coordinator.domain.events import (
    AnyEvent,
    AppointmentArrived,
    AppointmentBooked,
    AppointmentMoved,
    TicketIssued,
)
from coordinator.domain.evolve import evolve
from coordinator.domain.hall import Hall
from coordinator.service import announce
from coordinator.service.ports import Batch, CommandKey, Record, Request, Visitor, VisitorKey

log = structlog.get_logger("coordinator")

OWN: Final = CommandKey(COORDINATOR_DEVICE, CommandId(""))
"""The author of what happens without a command."""


class Draft:
    """What one transaction will commit. If it is given up, so must be the hall."""

    def __init__(
        self,
        hall: Hall,
        *,
        after_position: int,
        now_ms: EpochMs,
        visitors: Mapping[VisitorKey, GivenCard],
    ) -> None:
        self._hall = hall
        self._visitors = visitors
        self._position = after_position
        self._now_ms: Final = EpochMs(max(now_ms, hall.at_ms))  # the journal never runs backward
        self.records: list[Record] = []
        self.answers: dict[CommandKey, AnyAnswer] = {}
        self.visitors: list[Visitor] = []

    @property
    def now_ms(self) -> EpochMs:
        """The time of everything in this batch."""
        return self._now_ms

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to commit."""
        return not (self.records or self.answers)

    @property
    def batch(self) -> Batch:
        """What to commit."""
        return Batch(self.records, self.answers, self.visitors)

    @property
    def last_position(self) -> int:
        """The journal's position once this is committed."""
        return self._position

    def record(self, events: Iterable[AnyEvent], author: CommandKey = OWN) -> None:
        """Let events happen, and note them."""
        for event in events:
            evolve(self._hall, event)
            self._position += 1
            day = self._hall.day.date
            self.records.append(Record(self._position, day, *author, event))

    def carry_out(self, request: Request) -> AnyAnswer:
        """Decide a command, or give its repeat in this batch the same answer."""
        answer = self.answers.get(request.key)
        if answer is None:
            answer = self.answers[request.key] = self._decide(request)
        return answer

    def _decide(self, request: Request) -> AnyAnswer:
        command = request.command
        try:
            events = decide(self._hall, command, now_ms=self._now_ms)
            if isinstance(command, UnmaskVisitor):
                self._check_kept(command.ticket_id)
        except errors.Refused as refusal:
            code, why, facts = refusal.code, str(refusal), refusal.facts
            return refused(command.command_id, code, why, self._now_ms, facts)
        except Exception:
            log.exception("command.failed", kind=type(command).__name__)
            why = "the coordinator failed at this command; its log says why"
            return refused(command.command_id, "internal_error", why, self._now_ms)
        self.record(events, request.key)
        self._note_visitor(events, request.visitor)
        return announce.done(self._hall, command, events, now_ms=self._now_ms)

    def _check_kept(self, ticket_id: TicketId) -> None:
        """Raises `NothingToUnmask`: nobody is recorded to have seen what nobody can see."""
        card = self._visitors.get(ticket_id)
        if card is None or not card.whole:
            raise errors.NothingToUnmask(number=self._hall.day.tickets[ticket_id].number)

    def _note_visitor(self, events: Iterable[AnyEvent], card: GivenCard | None) -> None:
        """Keep who comes beside the journal; of whoever has booked, it may be known already."""
        for event in events:
            match event:
                case AppointmentBooked(appointment_id=key, slot_at_ms=at_ms, person=person):
                    self._keep(key, card, at_ms, person)
                case AppointmentMoved(appointment_id=key, slot_at_ms=at_ms, person=person):
                    self._keep(key, self._visitors.get(key), at_ms, person)
                case TicketIssued(ticket_id=key, person=person):
                    self._keep(key, card, self._now_ms, person)
                case AppointmentArrived(appointment_id=booked, ticket_id=key) if card is None:
                    person = self._hall.day.tickets[key].person
                    self._keep(key, self._visitors.get(booked), self._now_ms, person)

    def _keep(
        self, key: VisitorKey, card: GivenCard | None, at_ms: EpochMs, person: PersonHash
    ) -> None:
        if card is not None:
            file, days = self._hall.file, self._hall.file.privacy.visitors_days
            day = schedule.business_day(file, at_ms)
            end_ms = schedule.day_ends_ms(file, at_ms, days_later=days)
            self.visitors.append(Visitor(key, card, day, end_ms, person))


def refused(
    command_id: CommandId,
    code: str,
    message: str,
    now_ms: EpochMs,
    facts: dict[str, str] | None = None,
) -> Refused:
    """Return the answer to a command that was not carried out."""
    return Refused(
        command_id=command_id,
        answered_at_ms=now_ms,
        code=code,
        message=message,
        facts=facts or {},
    )
