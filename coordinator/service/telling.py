"""What is said of a batch once it is committed: answers, news, state, and lines in the log."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
import structlog

from contract.ids import EpochMs, TicketId
from contract.messages.answers import AnyAnswer, Done, TryAgain
from contract.messages.base import kind_of
from contract.messages.commands import GivenCard
from coordinator.domain.commands import UnmaskVisitor
from coordinator.domain.hall import Hall
from coordinator.service import announce
from coordinator.service.draft import Draft
from coordinator.service.ports import Publisher, Record, Request, VisitorKey
from coordinator.service.retained import Retained

log = structlog.get_logger("coordinator")


class Telling:
    """Tells devices what is in the journal, and nothing that is not."""

    def __init__(
        self, publisher: Publisher, retained: Retained, visitors: Mapping[VisitorKey, GivenCard]
    ) -> None:
        self._publisher: Final = publisher
        self._visitors: Final = visitors
        self._retained: Final = retained

    def answer(self, replies: Iterable[tuple[Request, AnyAnswer]]) -> None:
        """Answer those who asked."""
        for request, answer in replies:
            command, said = request.command, answer
            if isinstance(command, UnmaskVisitor) and isinstance(answer, Done):
                said = self._with_whole(answer, command.ticket_id)
            self._publisher.answer(command.device_id, said, request.correlation)

    def _with_whole(self, answer: Done, ticket_id: TicketId) -> Done:
        """Add what is under seal, which no stored answer holds: it must be gone once erased."""
        card = self._visitors.get(ticket_id)
        return msgspec.structs.replace(answer, whole=card.whole if card else "")

    def publish(self, hall: Hall, draft: Draft) -> None:
        """Tell everybody what happened."""
        for news in announce.news(hall, draft.records, now_ms=draft.now_ms):
            self._publisher.tell(news.topic, news.message, expires_s=news.expires_s)
        for record in draft.records:
            _log(record)
        changed = announce.touched(hall, (record.event for record in draft.records))
        self._retained.update(hall, changed, draft.now_ms)

    def try_again(self, requests: Sequence[Request], why: str, now_ms: EpochMs) -> None:
        """Send away those whose commands were not carried out, and may be asked again."""
        for request in requests:
            command = request.command
            answer = TryAgain(command_id=command.command_id, answered_at_ms=now_ms, message=why)
            self._publisher.answer(command.device_id, answer, request.correlation)


def _log(record: Record) -> None:
    event = record.event
    log.info(
        "hall.event",
        kind=kind_of(event),
        position=record.position,
        device_id=record.device_id,
        number=getattr(event, "number", None),
        window_id=getattr(event, "window_id", None),
    )
