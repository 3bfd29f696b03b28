"""A model of the database server's tables of leases: what `journal.Leases` does there in SQL."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from journal import LEASE_MS, Fence, JournalUnavailable, LeaseRow, PositionTaken, ProcessRow
from simulation.world.agenda import Agenda

FORGET_MS: Final = 60_000


class LeaseWitness(Protocol):
    """Sees what truly stands in the table."""

    def granted(self, owner: str, epoch: int, until_ms: int) -> None:
        """A process owns the hall, until this true time if it is not prolonged."""

    def given_up(self, owner: str, epoch: int) -> None:
        """A process has given the hall away."""

    def wrote(self, owner: str, epoch: int) -> None:
        """A process has committed something."""

    def shifted(self, by_ms: int) -> None:
        """All leases end so much earlier than was said: the server's clock has jumped."""


@dataclass
class _Lease:
    owner: str
    epoch: int
    expires_ms: int
    since_ms: int
    why: str


@dataclass
class _Process:
    place: str
    reaches: Mapping[str, bool]
    since_ms: int
    seen_ms: int


class LeaseTable:
    """The leases and processes, by the clock of the server."""

    def __init__(
        self, agenda: Agenda, witness: LeaseWitness, note: Callable[[str], object]
    ) -> None:
        self._agenda: Final = agenda
        self._witness: Final = witness
        self._note: Final = note
        self._off_ms = 0
        self._leases: dict[str, _Lease] = {}
        self._processes: dict[str, _Process] = {}

    @property
    def now_ms(self) -> int:
        """The time of the server."""
        return self._agenda.now_ms + self._off_ms

    def jump(self, by_ms: int) -> None:
        """Let the server's clock jump."""
        self._off_ms += by_ms
        self._witness.shifted(by_ms)

    def owner(self, hall: str) -> str | None:
        """Return who has a hall, or had it last."""
        lease = self._leases.get(hall)
        return lease.owner if lease else None

    def check(self, hall: str, fence: Fence) -> None:
        """Raise `PositionTaken` unless this is who has taken the hall last."""
        lease = self._leases.get(hall)
        if lease is None or (lease.owner, lease.epoch) != fence:
            raise PositionTaken(f"another coordinator owns {hall} by now")

    def wrote(self, fence: Fence) -> None:
        """Something is committed."""
        self._witness.wrote(*fence)

    def beat(self, process: str, place: str, reaches: Mapping[str, bool]) -> None:
        now_ms = self.now_ms
        known = self._processes.get(process)
        since_ms = known.since_ms if known else now_ms
        self._processes[process] = _Process(place, dict(reaches), since_ms, now_ms)

    def renew(self, process: str, epochs: Mapping[str, int]) -> set[str]:
        ours = {
            hall
            for hall, epoch in epochs.items()
            if (lease := self._leases.get(hall)) and (lease.owner, lease.epoch) == (process, epoch)
        }
        for hall in ours:
            self._prolong(self._leases[hall])
        return ours

    def take(self, process: str, hall: str, why: str) -> int | None:
        lease = self._leases.get(hall)
        if lease is not None and lease.expires_ms > self.now_ms:
            return None
        epoch = lease.epoch + 1 if lease else 1
        taken = self._leases[hall] = _Lease(process, epoch, 0, self.now_ms, why)
        self._note(f"{process} takes the hall, epoch {epoch}: {why}")
        self._prolong(taken)
        return epoch

    def let_go(self, process: str, hall: str, epoch: int, why: str) -> None:
        lease = self._leases.get(hall)
        if lease is not None and (lease.owner, lease.epoch) == (process, epoch):
            lease.owner, lease.expires_ms, lease.why = "", self.now_ms, why
            self._note(f"{process} lets the hall go, epoch {epoch}: {why}")
            self._witness.given_up(process, epoch)

    def leave(self, process: str) -> None:
        self._processes.pop(process, None)

    def forget_silent(self) -> None:
        oldest_ms = self.now_ms - FORGET_MS
        for process in [p for p, row in self._processes.items() if row.seen_ms < oldest_ms]:
            del self._processes[process]

    def look(self) -> tuple[list[LeaseRow], list[ProcessRow]]:
        now_ms = self.now_ms
        return (
            [
                LeaseRow(hall, x.owner, x.epoch, x.expires_ms - now_ms, x.since_ms, x.why)
                for hall, x in sorted(self._leases.items())
            ],
            [
                ProcessRow(p, hall, x.place, reached, now_ms - x.since_ms, now_ms - x.seen_ms)
                for p, x in sorted(self._processes.items())
                for hall, reached in sorted(x.reaches.items())
            ],
        )

    def _prolong(self, lease: _Lease) -> None:
        lease.expires_ms = self.now_ms + LEASE_MS
        self._witness.granted(lease.owner, lease.epoch, self._agenda.now_ms + LEASE_MS)


class LeaseLine:
    """One process's line to them, in place of `journal.Leases`.

    Args:
        check: raises `JournalUnavailable` if the database cannot be asked now, and tells whether
            the answer to what it is asked will be lost.
    """

    def __init__(
        self, table: LeaseTable, process: str, place: str, check: Callable[[], bool]
    ) -> None:
        self._table: Final = table
        self._process: Final = process
        self._place: Final = place
        self._check: Final = check

    def beat(self, reaches: Mapping[str, bool]) -> None:
        self._check()
        self._table.beat(self._process, self._place, reaches)

    def renew(self, epochs: Mapping[str, int]) -> set[str]:
        lost = self._check()
        ours = self._table.renew(self._process, epochs)
        self._hear(lost)
        return ours

    def take(self, hall: str, why: str) -> int | None:
        lost = self._check()
        epoch = self._table.take(self._process, hall, why)
        self._hear(lost)
        return epoch

    def let_go(self, hall: str, epoch: int, why: str) -> None:
        lost = self._check()
        self._table.let_go(self._process, hall, epoch, why)
        self._hear(lost)

    def leave(self) -> None:
        self._check()
        self._table.leave(self._process)

    def forget_silent(self) -> None:
        self._check()
        self._table.forget_silent()

    def look(self) -> tuple[list[LeaseRow], list[ProcessRow]]:
        self._check()
        return self._table.look()

    def close(self) -> None:
        """It is only a model."""

    def _hear(self, lost: bool) -> None:  # noqa: FBT001
        if lost:
            raise JournalUnavailable("the line to the database broke")
