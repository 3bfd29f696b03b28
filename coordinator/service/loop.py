"""The one loop through which every command of the hall passes.

Drain the commands that wait, decide them in order, commit all their events in ONE transaction,
and only then answer and publish. What was answered survives a power cut; what was not committed
was never said. If the commit fails, the hall in memory is thrown away and read from the journal.

While a commit is under way the next batch gathers, and nothing is told of the hall in memory: it is
ahead of the journal then. If the store does not answer for long, everybody hears "try again".
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

import structlog

from contract import topics
from contract.ids import DeviceId, EpochMs
from contract.messages.answers import AnyAnswer
from coordinator.domain.alarms.readings import Device
from coordinator.domain.alarms.watch import Watch
from coordinator.domain.days import fit_to_file
from coordinator.domain.hall import Hall
from coordinator.service import passing, views
from coordinator.service.draft import Draft, refused
from coordinator.service.errands import AtOnce, Errand, Errands, Job
from coordinator.service.outage import Outage
from coordinator.service.ports import (
    Alarms,
    Clock,
    Publisher,
    Request,
    Store,
    StoreUnavailable,
    Worker,
)
from coordinator.service.restoring import restored
from coordinator.service.retained import Retained
from coordinator.service.snapshots import EVENTS_A_PIECE, Snapshots
from coordinator.service.telling import Telling
from coordinator.service.visitors import KnownVisitors

log = structlog.get_logger("coordinator")

BATCH_MAX: Final = 256
WAITING_MAX: Final = 10_000
"""More commands than a whole centre sends in minutes; beyond it senders are asked to come again."""
PATIENCE_MS: Final = 2_000
"""So long senders wait for a commit that takes its time."""
_BACKWARD_MS: Final = 1000


def _nothing() -> None:
    """For whoever need not be told."""


class HallLoop:
    """Owns the hall. Not for several threads; it waits for nothing, whatever the store does.

    Args:
        worker: does what is asked of the store. With one that does it at once, every method has
            carried out all of it when it returns, and raises what goes wrong.
        ready: called when commands wait that `work` can carry out now, as it could not before.
        events_a_piece: so many make a piece of a snapshot.
    """

    def __init__(
        self,
        hall: Hall,
        *,
        digest: str,
        store: Store,
        clock: Clock,
        publisher: Publisher,
        alarms: Alarms,
        worker: Worker | None = None,
        ready: Callable[[], object] = _nothing,
        events_a_piece: int = EVENTS_A_PIECE,
    ) -> None:
        self._empty_hall = hall
        self._hall: Hall | None = None
        """None while what is in memory may differ from the journal."""
        self._position = 0
        self._digest = digest
        self._store = store
        self._clock = clock
        self._outage = Outage(clock, alarms)
        self._watch: Final = Watch()
        self._waiting: deque[Request] = deque()
        self._in_hand: Sequence[Request] = ()
        """Being carried out, and their senders still wait."""
        self._errands = Errands(worker or AtOnce(), self._go_on)
        self._began_at_ms = EpochMs(0)
        self._postponed: dict[Callable[[], None], None] = {}
        self._ready = ready
        self._visitors = KnownVisitors()
        self._retained = Retained(publisher, self._visitors.cards)
        self._telling = Telling(publisher, self._retained, self._visitors.cards)
        self._events_a_piece = events_a_piece
        self._snapshots = Snapshots(events_a_piece=events_a_piece)

    def start(self, then: Callable[[], object] = _nothing) -> None:
        """Read the journal, go on exactly where it ends, and `then` say so.

        Raises `StoreUnavailable`, `Superseded`.
        """
        self._begin(self._start(then))

    @property
    def waiting(self) -> int:
        """How many commands wait for `work`."""
        return len(self._waiting)

    @property
    def is_busy(self) -> bool:
        """Whether the store has not yet done what it was asked; until then `work` does nothing."""
        return self._errands.under_way

    def submit(self, request: Request) -> None:
        """Let a command wait for `work`."""
        if len(self._waiting) < WAITING_MAX:
            self._waiting.append(request)
            self._lose_patience()
        else:
            self._try_again([request], "too many commands wait")

    def hear(self, device_id: DeviceId, device: Device) -> None:
        """Take what a device says of itself; the next `tick` draws the conclusions."""
        self._watch.hear(device_id, device)

    def work(self) -> None:
        """Carry out one batch of what waits.

        Raises `Superseded`.
        """
        if not self.is_busy:
            batch = [self._waiting.popleft() for _ in range(min(BATCH_MAX, len(self._waiting)))]
            self._begin(self._carry_out(batch))

    def tick(self) -> None:
        """Do what time alone brings: a new day, calls, invitations that end, alarms, erasure.

        Raises `Superseded`.
        """
        self._lose_patience()
        if self._may_tell(self.tick):
            self._begin(self._pass_time())

    def heartbeat(self) -> None:
        """Say that the coordinator lives, unless it has lost its journal."""
        if self._may_tell(self.heartbeat) and self._hall is not None:
            self._beat(self._hall)

    def catch_up(self) -> None:
        """Tell the bystanders what changed; called a few times a second."""
        if self._may_tell(self.catch_up) and self._hall is not None:
            self._retained.catch_up(self._hall, self._now_ms(self._hall))

    def connected(self) -> None:
        """Publish all state: the line to the broker is new."""
        self.heartbeat()
        self._retained.publish_again()

    def _begin(self, errand: Errand) -> None:
        self._began_at_ms = self._clock.now_ms()
        self._errands.begin(self._kept_true(errand))

    async def _kept_true(self, errand: Errand) -> None:
        """Let nobody hear of a hall that is not the journal's, whatever went wrong."""
        try:
            await errand
        except Exception:
            self._hall = None
            raise

    def _may_tell(self, act: Callable[[], None]) -> bool:
        """Tell whether the hall in memory is the journal's; until it is, `act` is put off."""
        if self.is_busy:
            self._postponed[act] = None
        return not self.is_busy

    def _go_on(self) -> None:
        """An errand has ended: do what had to wait for that."""
        postponed, self._postponed = self._postponed, {}
        for act in postponed:
            act()
        if self._waiting and not self.is_busy:
            self._ready()

    async def _start(self, then: Callable[[], object]) -> None:
        hall = await self._standing_hall()
        await self._commit(hall, self._calendar_draft(hall))
        self._beat(hall)
        log.info(
            "hall.restored",
            day=hall.day.date,
            position=self._position,
            open_tickets=len(hall.open_tickets()),
        )
        then()

    async def _carry_out(self, batch: Sequence[Request]) -> None:
        self._in_hand = batch
        try:
            hall = await self._standing_hall()
            known = await Job(self._store.answers, {request.key for request in batch})
            draft = self._calendar_draft(hall)
            replies: list[tuple[Request, AnyAnswer]] = []
            for request in batch:
                first = known.get(request.key)
                replies.append((request, first or self._answer(draft, request)))
            await self._commit(hall, draft, replies)
        except StoreUnavailable as error:
            self._lose_hall(error)
            self._try_again(self._in_hand, str(error))
        finally:
            self._in_hand = ()

    async def _pass_time(self) -> None:
        try:
            if not await self._writable_again():
                return
            hall = await self._standing_hall()
            draft = self._calendar_draft(hall)
            passing.now_and_then(hall, draft, self._watch)
            await self._commit(hall, draft)
            await self._visitors.erase_due(self._store, hall.day.date, self._clock.now_ms())
            await self._keep_snapshot(hall)
        except StoreUnavailable as error:
            self._lose_hall(error)
            return
        self._retained.pass_time(hall, self._now_ms(hall))

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
        passing.before_all_else(hall, draft)
        return draft

    def _draft(self, hall: Hall, after_position: int, now_ms: EpochMs) -> Draft:
        return Draft(
            hall, after_position=after_position, now_ms=now_ms, visitors=self._visitors.cards
        )

    async def _commit(
        self, hall: Hall, draft: Draft, replies: Sequence[tuple[Request, AnyAnswer]] = ()
    ) -> None:
        """Commit, and only then answer and publish."""
        if not draft.is_empty:
            await Job(self._store.append, draft.batch)
            self._outage.end()
        self._position = draft.last_position
        self._snapshots.note(hall, (record.event for record in draft.records))
        self._visitors.note(draft.visitors)
        self._telling.answer(replies)
        self._telling.publish(hall, draft)

    async def _standing_hall(self) -> Hall:
        """Return the hall, read from the journal if what was in memory had to be given up."""
        if self._hall is None:
            if self._outage.stands:  # or each command would read the whole day again, for nothing
                await Job(self._store.try_to_write)
            found = await Job(
                restored, self._empty_hall, self._store, self._digest, self._events_a_piece
            )
            hall, self._snapshots = found.hall, found.snapshots
            self._visitors.begin(hall.day.date, found.visitors)
            draft = self._draft(hall, found.position, self._clock.now_ms())
            draft.record(fit_to_file(hall, draft.now_ms))
            await self._commit(hall, draft)
            self._hall = hall
            self._retained.update_all(hall, draft.now_ms)
        return self._hall

    def _beat(self, hall: Hall) -> None:
        if not self._outage.stands:
            state = views.hall_state(hall, digest=self._digest, now_ms=self._clock.now_ms())
            self._retained.say_now(topics.HALL.of(hall.file.hall.id), state)

    async def _keep_snapshot(self, hall: Hall) -> None:
        """Add to the snapshot. A hall can do without, so a failure is no outage."""
        piece = self._snapshots.next_piece(hall, self._position)
        try:
            if piece is not None:
                await Job(self._store.keep, piece, self._digest)
        except StoreUnavailable as error:
            log.warning("snapshot.not_kept", why=str(error))
            self._snapshots.begin(hall)

    async def _writable_again(self) -> bool:
        """Tell whether the journal can be written, trying it some time after it failed."""
        if self._outage.stands and self._outage.probe_due:
            await Job(self._store.try_to_write)
            self._outage.end()
        return not self._outage.stands

    def _lose_patience(self) -> None:
        """Send everybody away while the store does not answer.

        What it was asked to do is still under way. It may yet be done, and is answered then.
        """
        waited_ms = abs(self._clock.now_ms() - self._began_at_ms)
        if self.is_busy and waited_ms >= PATIENCE_MS:
            why = "the journal does not answer"
            self._outage.begin(why)
            self._try_again([*self._in_hand, *self._waiting], why)
            self._in_hand = ()
            self._waiting.clear()

    def _lose_hall(self, error: StoreUnavailable) -> None:
        self._hall = None
        self._outage.begin(str(error))

    def _try_again(self, requests: Sequence[Request], why: str) -> None:
        self._telling.try_again(requests, why, self._clock.now_ms())

    def _now_ms(self, hall: Hall) -> EpochMs:
        return EpochMs(max(self._clock.now_ms(), hall.at_ms))
