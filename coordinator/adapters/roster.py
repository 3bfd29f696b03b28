"""The thread that keeps our leases, and looks who else is there.

It has its own line to the database, which may keep it waiting or be cut: then no lease is renewed,
and whoever serves the halls knows by `Lease.holds` when to stop.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, Protocol

import structlog

from coordinator.adapters.lease import Lease, steady_s
from coordinator.service.sharing import Moves, Peer, Tenure, moves, without_standby
from journal import LEASE_MS, JournalError, LeaseRow, Leases, ProcessRow

log = structlog.get_logger("coordinator")

BEAT_S: Final = 0.5
SOON_S: Final = 0.02
SETTLED_MS: Final = 5_000
"""Who has stood for so long is given halls for the sake of balance."""
REST_S: Final = 1.0
"""Who has let a hall go leaves it to others for so long, and tries nothing again and again."""
FORGET_EVERY: Final = 60
LEAVE_TIMEOUT_S: Final = 3.0


class Sharer(Protocol):
    """Serves the halls. Called on the roster's thread."""

    def taken(self, lease: Lease, why: str) -> None:
        """A hall is ours."""

    def lost(self, lease: Lease) -> None:
        """A hall is another's, who has taken it when we were silent."""

    def unwanted(self, lease: Lease, why: str) -> None:
        """Stop serving a hall and then `release` it: another is to have it."""


class Roster:
    """The leases of one process.

    Args:
        shares: take what is free and let go what is too much. Without it the leases given at the
            start are kept, and no others are wanted.
        now_s: a clock that never jumps.
    """

    def __init__(
        self,
        leases: Leases,
        process: str,
        halls: Sequence[str],
        sharer: Sharer,
        *,
        shares: bool,
        held: Sequence[Lease] = (),
        now_s: Callable[[], float] = steady_s,
    ) -> None:
        self._now_s: Final = now_s
        self._leases: Final = leases
        self._process: Final = process
        self._sharer: Final = sharer
        self._shares: Final = shares
        self._held = {lease.hall: lease for lease in held}
        self.reaches: Mapping[str, bool] = dict.fromkeys(halls, not shares)
        """The halls we could own, and whether we reach their brokers; replaced from outside."""
        self.alone: frozenset[str] = frozenset()
        """The halls for which nobody stands by; read from outside."""
        self._released: SimpleQueue[tuple[Lease, str] | None] = SimpleQueue()
        self._unwanted: set[str] = set()
        self._let_go_s: dict[str, float] = {}
        """When we let go a hall."""
        self._available = True
        self._retiring = False
        self._beats = 0
        self._thread = Thread(target=self._work, name="roster", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def release(self, lease: Lease, why: str) -> None:
        """Let another take a hall that is served no more. Called from outside."""
        lease.lose()
        self._released.put((lease, why))

    def retire(self) -> None:
        """Take nothing more, and be nobody to whom others would leave a hall. From outside."""
        self._retiring = True

    def leave(self) -> None:
        """Release what is held, and end, within a bound. Called from outside."""
        self.retire()
        self._released.put(None)
        if self._thread.is_alive():
            self._thread.join(LEAVE_TIMEOUT_S)

    def turn(self, patience_s: float = 0.0) -> float | None:
        """Wait so long for something to be released, and then look after our leases.

        Return how long to wait next time, in seconds; None at the end.
        """
        released: tuple[Lease, str] | tuple[()] | None = ()
        with suppress(Empty):
            released = self._released.get(block=patience_s > 0, timeout=patience_s)
        if released is None:
            self._end()
            return None
        try:
            if released:
                self._let_go(*released)
            wait_s = self._beat()
            self._found_available()
        except JournalError as error:
            self._found_unavailable(error)
            return BEAT_S
        return wait_s

    def _work(self) -> None:
        wait_s: float | None = 0.0
        while wait_s is not None:
            wait_s = self.turn(wait_s)

    def _beat(self) -> float:
        """Renew, look, and move; return when to look again, in seconds."""
        self._renew()
        if self._retiring:
            self._leases.leave()
            return BEAT_S
        self._leases.beat(self.reaches)
        rows, processes = self._leases.look()
        if self._beats % FORGET_EVERY == 0:
            self._leases.forget_silent()
        self._beats += 1
        if not self._shares:
            return BEAT_S
        places = {row.process: row.place for row in processes}
        found = {row.hall: row for row in rows}
        for hall in self._move(found, processes).take:
            if self._now_s() - self._let_go_s.get(hall, -REST_S) >= REST_S:
                self._take(hall, _why(found.get(hall), places))
        ends_s = [r.left_ms / 1000 for r in rows if r.left_ms > 0 and r.hall not in self._held]
        return min([BEAT_S, *(end_s + SOON_S for end_s in ends_s)])

    def _renew(self) -> None:
        asked_s = self._now_s()
        held = list(self._held.values())
        ours = self._leases.renew({lease.hall: lease.epoch for lease in held})
        for lease in held:
            if lease.hall in ours:
                lease.renewed(asked_s)
            else:
                self._drop(lease)
                self._sharer.lost(lease)

    def _move(self, found: Mapping[str, LeaseRow], processes: Sequence[ProcessRow]) -> Moves:
        halls = {hall: _tenure(found.get(hall)) for hall in (*found, *self.reaches)}
        peers = _peers(processes)
        self.alone = without_standby(self._process, halls, peers)
        wanted = moves(self._process, halls, peers)
        for hall, why in wanted.let_go:
            lease = self._held.get(hall)
            if lease is not None and hall not in self._unwanted:
                self._unwanted.add(hall)
                self._sharer.unwanted(lease, why)
        return wanted

    def _take(self, hall: str, why: str) -> None:
        asked_s = self._now_s()
        epoch = self._leases.take(hall, why)
        if epoch is not None:
            lease = self._held[hall] = Lease(hall, epoch, asked_s=asked_s, now_s=self._now_s)
            self._sharer.taken(lease, why)

    def _let_go(self, lease: Lease, why: str) -> None:
        self._drop(lease)
        self._let_go_s[lease.hall] = self._now_s()
        self._leases.let_go(lease.hall, lease.epoch, why)

    def _drop(self, lease: Lease) -> None:
        lease.lose()
        self._unwanted.discard(lease.hall)
        if self._held.get(lease.hall) is lease:
            del self._held[lease.hall]

    def _end(self) -> None:
        try:
            for lease in list(self._held.values()):
                self._let_go(lease, "its process was ended")
            self._leases.leave()
        except JournalError as error:
            self._found_unavailable(error)
        finally:
            self._leases.close()

    def _found_unavailable(self, error: JournalError) -> None:
        if self._available:
            log.warning("roster.unavailable", why=str(error))
        self._available = False

    def _found_available(self) -> None:
        if not self._available:
            log.info("roster.available")
        self._available = True


def _tenure(row: LeaseRow | None) -> Tenure:
    if row is None:
        return Tenure(None)
    free = not row.owner or row.left_ms <= 0
    return Tenure(None, max(0, -row.left_ms)) if free else Tenure(row.owner)


def _peers(processes: Sequence[ProcessRow]) -> dict[str, Peer]:
    alive = [row for row in processes if row.silent_ms < LEASE_MS]
    return {
        process: Peer(
            {row.hall: row.reaches_broker for row in alive if row.process == process},
            settled=all(row.stands_ms >= SETTLED_MS for row in alive if row.process == process),
        )
        for process in {row.process for row in alive}
    }


def _why(row: LeaseRow | None, places: Mapping[str, str]) -> str:
    """Say why a hall that is free can be taken."""
    if row is None:
        return "nobody has had it before"
    if row.owner:
        return f"{places.get(row.owner, 'its owner')} was silent"
    return row.why
