"""The one loop through which every command of the hall passes.

Drain the commands that wait, decide them in order, commit all their events in ONE transaction,
and only then answer and publish. What was answered survives a power cut; what was not committed
was never said. If the commit fails, the hall in memory is thrown away and read from the journal.
"""

from collections import deque
from collections.abc import Sequence
from typing import Final

import structlog

from contract import topics
from contract.ids import DeviceId, EpochMs
from contract.messages.answers import AnyAnswer, TryAgain
from contract.messages.base import kind_of
from contract.messages.commands import VisitorCard
from coordinator.domain.admission.closing import by_capacity
from coordinator.domain.alarms.readings import Device
from coordinator.domain.alarms.watch import Watch
from coordinator.domain.appointments.arriving import missed
from coordinator.domain.automatic import automatic_call
from coordinator.domain.days import begin_day, fit_to_file
from coordinator.domain.hall import Hall
from coordinator.domain.issuing import overdue_papers
from coordinator.domain.rating import lapsed
from coordinator.domain.visits.due import due
from coordinator.service import announce, views
from coordinator.service.draft import Draft, refused
from coordinator.service.ports import (
    Alarms,
    Clock,
    Publisher,
    Record,
    Request,
    Store,
    StoreUnavailable,
    VisitorKey,
)
from coordinator.service.restoring import restored
from coordinator.service.retained import Retained
from coordinator.service.snapshots import Snapshots

log = structlog.get_logger("coordinator")

BATCH_MAX: Final = 256
WAITING_MAX: Final = 10_000
"""More commands than a whole centre sends in minutes; beyond it senders are asked to come again."""
ERASE_EVERY_MS: Final = 60_000
PROBE_AFTER_MS: Final = 5_000
"""A disk with room for the smallest write only would else be full and not full in turns."""
_BACKWARD_MS: Final = 1000


class HallLoop:
    """Owns the hall. Not for several threads; nothing in it waits but the store."""

    def __init__(
        self,
        hall: Hall,
        *,
        digest: str,
        store: Store,
        clock: Clock,
        publisher: Publisher,
        alarms: Alarms,
    ) -> None:
        self._empty_hall = hall
        self._hall: Hall | None = None
        """None while what is in memory may differ from the journal."""
        self._writable = True
        """False from a failed write to the next that succeeds: nobody is to be invited then."""
        self._failed_at_ms = EpochMs(0)
        self._position = 0
        self._erased_at_ms = EpochMs(0)
        self._digest = digest
        self._store = store
        self._clock = clock
        self._publisher = publisher
        self._alarms = alarms
        self._watch: Final = Watch()
        self._waiting: deque[Request] = deque()
        self._visitors: dict[VisitorKey, VisitorCard] = {}
        self._visitors_day = ""
        self._retained = Retained(publisher, self._visitors)
        self._snapshots = Snapshots()

    def start(self) -> None:
        """Read the journal and go on exactly where it ends.

        Raises `StoreUnavailable`, `Superseded`.
        """
        hall = self._standing_hall()
        self._commit(hall, self._calendar_draft(hall))
        self.heartbeat()
        log.info(
            "hall.restored",
            day=hall.day.date,
            position=self._position,
            open_tickets=len(hall.open_tickets()),
        )

    @property
    def waiting(self) -> int:
        """How many commands wait for `work`."""
        return len(self._waiting)

    def submit(self, request: Request) -> None:
        """Let a command wait for `work`."""
        if len(self._waiting) < WAITING_MAX:
            self._waiting.append(request)
        else:
            self._try_again([request], "too many commands wait")

    def hear(self, device_id: DeviceId, device: Device) -> None:
        """Take what a device says of itself; the next `tick` draws the conclusions."""
        self._watch.hear(device_id, device)

    def work(self) -> None:
        """Carry out one batch of what waits.

        Raises `Superseded`.
        """
        batch = [self._waiting.popleft() for _ in range(min(BATCH_MAX, len(self._waiting)))]
        try:
            self._carry_out(batch)
        except StoreUnavailable as error:
            self._lose_hall(error)
            self._try_again(batch, str(error))

    def tick(self) -> None:
        """Do what time alone brings: a new day, calls, invitations that end, alarms, erasure.

        Raises `Superseded`.
        """
        try:
            if not self._writable_again():
                return
            hall = self._standing_hall()
            draft = self._calendar_draft(hall)
            for window_id in hall.file.windows:
                draft.record(automatic_call(hall, window_id, draft.now_ms))
            draft.record(lapsed(hall, draft.now_ms))
            draft.record(tuple(missed(hall, draft.now_ms)))  # read before they change
            draft.record(tuple(by_capacity(hall, draft.now_ms)))
            draft.record(self._watch.look(hall, draft.now_ms))
            self._commit(hall, draft)
            self._erase_due(hall)
            self._keep_snapshot(hall)
        except StoreUnavailable as error:
            self._lose_hall(error)
            return
        self._retained.update_all(hall, self._now_ms(hall))

    def heartbeat(self) -> None:
        """Say that the coordinator lives, unless it has lost its journal."""
        if self._hall is not None and self._writable:
            hall_id = self._hall.file.hall.id
            state = views.hall_state(self._hall, digest=self._digest, now_ms=self._clock.now_ms())
            self._retained.put(topics.HALL.of(hall_id), state)

    def catch_up(self) -> None:
        """Tell the bystanders what changed; called a few times a second."""
        if self._hall is not None:
            self._retained.catch_up(self._hall, self._now_ms(self._hall))

    def connected(self) -> None:
        """Publish all state: the line to the broker is new."""
        self.heartbeat()
        self._retained.publish_again()

    def _carry_out(self, batch: Sequence[Request]) -> None:
        hall = self._standing_hall()
        known = self._store.answers({request.key for request in batch})
        draft = self._calendar_draft(hall)
        replies: list[tuple[Request, AnyAnswer]] = []
        for request in batch:
            first = known.get(request.key)
            replies.append((request, first or self._answer(draft, request)))
        self._commit(hall, draft, replies)

    def _answer(self, draft: Draft, request: Request) -> AnyAnswer:
        command, now_ms = request.command, self._clock.now_ms()
        if request.key not in draft.answers and command.expires_at_ms <= now_ms:
            why = "the command came too late to be carried out"
            return refused(command.command_id, "expired", why, now_ms)
        return draft.carry_out(request)

    def _calendar_draft(self, hall: Hall) -> Draft:
        """Return a draft that begins with the change of the day, if one is due."""
        now_ms = self._clock.now_ms()
        if hall.at_ms - now_ms > _BACKWARD_MS:
            log.warning("clock.behind_journal", behind_ms=hall.at_ms - now_ms)
        draft = self._draft(hall, self._position, now_ms)
        with_day = begin_day(hall, draft.now_ms)
        if with_day:
            log.info("day.begins", ended=hall.day.date, events=len(with_day))
            _log_accuracy(hall)
        draft.record(with_day)
        draft.record(overdue_papers(hall, draft.now_ms))
        draft.record(due(hall, draft.now_ms))
        return draft

    def _draft(self, hall: Hall, after_position: int, now_ms: EpochMs) -> Draft:
        return Draft(hall, after_position=after_position, now_ms=now_ms, visitors=self._visitors)

    def _commit(
        self, hall: Hall, draft: Draft, replies: Sequence[tuple[Request, AnyAnswer]] = ()
    ) -> None:
        """Commit, and only then answer and publish."""
        if not draft.is_empty:
            self._store.append(draft.batch)
            self._written()
        self._position = draft.last_position
        self._snapshots.note(hall, (record.event for record in draft.records))
        for visitor in draft.visitors:
            self._visitors[visitor.key] = visitor.card
        for request, answer in replies:
            self._publisher.answer(request.command.device_id, answer, request.correlation)
        for news in announce.news(hall, draft.records, now_ms=draft.now_ms):
            self._publisher.tell(news.topic, news.message, expires_s=news.expires_s)
        for record in draft.records:
            _log(record)
        changed = announce.touched(hall, (record.event for record in draft.records))
        self._retained.update(hall, changed, draft.now_ms)

    def _standing_hall(self) -> Hall:
        """Return the hall, read from the journal if what was in memory had to be given up."""
        if self._hall is None:
            hall, position, self._snapshots = restored(self._empty_hall, self._store, self._digest)
            self._read_visitors(hall)
            draft = self._draft(hall, position, self._clock.now_ms())
            draft.record(fit_to_file(hall, draft.now_ms))
            self._commit(hall, draft)
            self._hall = hall
            self._retained.update_all(hall, draft.now_ms)
        return self._hall

    def _read_visitors(self, hall: Hall) -> None:
        self._visitors_day = hall.day.date
        self._visitors.clear()
        self._visitors.update(self._store.visitors(hall.day.date))

    def _erase_due(self, hall: Hall) -> None:
        now_ms = self._clock.now_ms()
        if abs(now_ms - self._erased_at_ms) < ERASE_EVERY_MS:
            return
        if erased := self._store.erase_due(now_ms):
            log.info("visitors.erased", count=erased)
        if erased or hall.day.date != self._visitors_day:
            self._read_visitors(hall)
        self._erased_at_ms = now_ms

    def _keep_snapshot(self, hall: Hall) -> None:
        """Add to the snapshot. A hall can do without, so a failure is no outage."""
        piece = self._snapshots.next_piece(hall, self._position)
        try:
            if piece is not None:
                self._store.keep(piece, self._digest)
        except StoreUnavailable as error:
            log.warning("snapshot.not_kept", why=str(error))
            self._snapshots.begin(hall)

    def _writable_again(self) -> bool:
        """Tell whether the journal can be written, trying it some time after it failed."""
        if not self._writable and abs(self._clock.now_ms() - self._failed_at_ms) >= PROBE_AFTER_MS:
            self._store.try_to_write()
            self._written()
        return self._writable

    def _written(self) -> None:
        if not self._writable:
            log.info("journal.available")
            self._writable = True
            self._alarms.journal(None)

    def _lose_hall(self, error: StoreUnavailable) -> None:
        self._hall = None
        if self._writable:  # once: the log may be on the same full disk
            log.error("journal.unavailable", why=str(error))
        self._writable = False
        self._failed_at_ms = self._clock.now_ms()
        self._alarms.journal(str(error))

    def _try_again(self, batch: Sequence[Request], why: str) -> None:
        now_ms = self._clock.now_ms()
        for request in batch:
            command = request.command
            answer = TryAgain(command_id=command.command_id, answered_at_ms=now_ms, message=why)
            self._publisher.answer(command.device_id, answer, request.correlation)

    def _now_ms(self, hall: Hall) -> EpochMs:
        return EpochMs(max(self._clock.now_ms(), hall.at_ms))


def _log_accuracy(hall: Hall) -> None:
    """Say how well the waits of the day that ends were foretold."""
    accuracy = hall.experience.accuracy
    if accuracy.tickets:
        level = log.info if accuracy.keeps_its_word else log.warning
        level(
            "waits.foretold",
            tickets=accuracy.tickets,
            rmse_minutes=round(accuracy.rmse_minutes, 1),
            within_bound=round(accuracy.within.mean, 2),
        )


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
