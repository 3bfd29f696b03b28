"""Machines that share a hall: the real roster and its rules, on leases that are a model.

What `coordinator.sharing` does with tasks is done here on virtual time: a run of the hall's program
for each lease, which ends when the lease does, when the hall is to move, or with the machine.
"""

from collections.abc import Callable
from functools import partial
from itertools import count
from random import Random
from typing import Any, Final, cast

from contract.ids import DeviceId
from coordinator.adapters.lease import Lease
from coordinator.adapters.roster import Roster
from coordinator.service.ports import StoreUnavailable, Superseded
from journal import Fence, JournalUnavailable, Leases
from simulation.world.coordinator import RESTART_MS, CoordinatorMachine
from simulation.world.fenced_journal import FencedJournal
from simulation.world.hall_run import HallRun
from simulation.world.journal import Disk
from simulation.world.leases import LeaseLine, LeaseTable
from simulation.world.site import Site

IMPATIENCE_MS: Final = 1_000
"""So long the real line for leases waits for the server."""
PROBE_MS: Final = 500
GRACE_MS: Final = 2_000
"""So long the real probe thinks of a broker as reached that was so."""
LOOK_MS: Final = (50, 1_000)
QUICK_MS: Final = 200
"""A line or a database that is so slow does not count as a fault."""
ENDING_MS: Final = 20


class StandbyMachine(CoordinatorMachine):
    """A coordinator started with `--standby`.

    Attributes:
        line_cut: its line to the database is.
        hangs_ms: so long it waits on that line until it learns so.
        answer_lost: what it asks of the leases next is done, and it is told that it failed.
        stuck_ms: it stands still with its next commit, which arrives so much later.
    """

    ENDS = (StoreUnavailable, Superseded)

    def __init__(
        self,
        site: Site,
        disk: Disk,
        machine_id: DeviceId,
        table: LeaseTable,
        random: Random,
        **figures: Any,
    ) -> None:
        super().__init__(site, disk, machine_id, **figures)
        self.line_cut = False
        self.hangs_ms = 0
        self.answer_lost = False
        self.stuck_ms = 0
        self.table: Final = table
        self._random: Final = random
        self._count = count(1)
        self._process: _Process | None = None

    @property
    def process(self) -> str | None:
        """The process that runs on it."""
        return self._process.name if self._process else None

    @property
    def on_server(self) -> bool:
        return True

    @property
    def slow_ms(self) -> int:
        return max(self.disk.slow_ms, self.hangs_ms if self.line_cut else 0)

    @property
    def is_well(self) -> bool:
        """Whether nothing keeps it from serving the hall: it runs, and reaches all it needs."""
        disk = self.disk
        return (
            self._process is not None
            and self._process.reached
            and self._held_up is None
            and self._site.network.reaches(self.machine_id)
            and not self.ails
            and not (self.line_cut or disk.away or disk.full or disk.slow_ms > QUICK_MS)
        )

    @property
    def ails(self) -> bool:
        """Whether its line to the broker is slow or dead, which nobody else can see."""
        network = self._site.network
        wire = network.wires.get(self.machine_id)
        dead = wire is not None and wire.is_open and (wire.up_vanishes or wire.down_vanishes)
        slow = network.slow_ms.get(self.machine_id, 0) > QUICK_MS
        return self._run is not None and (dead or slow)

    def start(self) -> None:
        if self._process is None:
            self._process = _Process(self, f"{self.machine_id}.{next(self._count)}")
            self._process.start()

    def lose_power(self) -> None:
        self._end(lambda run: run.client.lose_power())

    def be_killed(self) -> None:
        """End at once; the machine closes the connections, and starts the program again."""
        self._end(lambda run: run.client.break_off())

    def be_ended(self) -> None:
        """End as one does that is asked to, and come back: an update."""
        process = self._process
        if process is not None and self._held_up is None:
            process.roster.retire()
            if self._run is not None:
                self.end_run("its process serves it no more")
            process.end()

    def _end(self, end: Callable[[HallRun], object]) -> None:
        process, self._process = self._process, None
        run, self._run = self._run, None
        self.cut_after = self._held_up = None
        if run is not None:
            end(run)
        if process is not None:
            self.come_back()

    def come_back(self) -> None:
        """Start again after a while."""
        self._process = None
        self._site.agenda.after(self._random.uniform(*RESTART_MS), self.start)

    def get_stuck(self) -> int:
        stuck_ms, self.stuck_ms = self.stuck_ms, 0
        if stuck_ms:
            self.stand_still()
            self._site.agenda.after(stuck_ms + self._random.uniform(0, stuck_ms), self.go_on)
        return stuck_ms

    # A lease, from its beginning to its end

    def begin_run(self, lease: Lease, owner: str) -> None:
        """Serve the hall from now on."""
        assert self._run is None
        journal = FencedJournal(self, lease.hall, Fence(owner, lease.epoch))
        self._begin(
            HallRun(
                self._site, self, journal, tells_waits=self._tells_waits, lease=lease, owner=owner
            )
        )
        if self.serves(lease):
            self._watch(lease)

    def end_run(self, why: str) -> None:
        """Serve the hall no more: with a goodbye if it is ours still."""
        run, self._run = self._run, None
        if run is None or run.lease is None or self._process is None:
            return
        if run.client.is_ours:
            run.client.leave()
        else:
            run.client.break_off()
        self._process.roster.release(run.lease, f"{self.machine_id} let it go: {why}")
        self._process.turn_soon()

    def serves(self, lease: Lease) -> bool:
        """Tell whether there is a run under this lease."""
        return self._run is not None and self._run.lease is lease

    def _watch(self, lease: Lease) -> None:
        if lease.holds():
            least_ms, most_ms = LOOK_MS
            wait_ms = min(max(int(lease.left_s * 1000), least_ms), most_ms)
            self.later(wait_ms, partial(self._watch, lease))
        else:
            self.end_run("the lease has ended, and could not be renewed in time")

    def _give_up(self, error: Exception) -> None:
        self.end_run(str(error))

    def act(self, process: "_Process", act: Callable[[], object]) -> None:
        """Let a process do something, if it runs still, and once it does."""
        if process is not self._process:
            return
        if self._held_up is not None:
            self._held_up.append(partial(self.act, process, act))
        else:
            self._survives(act)


class _Process:
    """One run of the process: its roster, whom it tells, and its probe of the broker."""

    def __init__(self, machine: StandbyMachine, name: str) -> None:
        site = machine._site  # noqa: SLF001 - two halves of one machine
        hall = str(site.file.hall.id)
        self.name: Final = name
        self._machine = machine
        self._site = site
        self._hall = hall
        self._lag_ms = 0
        self._due = 0
        self._reached_at_ms: int | None = None
        line = LeaseLine(machine.table, name, machine.machine_id, self._check_line)
        self.roster: Final = Roster(
            cast("Leases", line), name, [hall], self, shares=True, now_s=self._now_s
        )

    @property
    def reached(self) -> bool:
        """Whether it has found its broker just now."""
        at_ms = self._reached_at_ms
        return at_ms is not None and self._site.agenda.now_ms - at_ms < GRACE_MS

    def start(self) -> None:
        self._probe()
        self._plan(0)

    def turn_soon(self) -> None:
        """Something was released, so the roster's thread wakes."""
        self._plan(0)

    def end(self) -> None:
        """Let the roster's thread end, once it has let go."""
        self.turn_soon()
        self._later(self.roster.leave, ENDING_MS)
        self._later(self.turn_soon, ENDING_MS)

    # What the roster tells, on its own thread

    def taken(self, lease: Lease, why: str) -> None:  # noqa: ARG002
        self._later(lambda: self._machine.begin_run(lease, self.name))

    def lost(self, lease: Lease) -> None:
        self._later(partial(self._leave, lease, "another has it"))

    def unwanted(self, lease: Lease, why: str) -> None:
        self._later(partial(self._leave, lease, why))

    def _leave(self, lease: Lease, why: str) -> None:
        if self._machine.serves(lease):
            self._machine.end_run(why)

    # Time

    def _later(self, act: Callable[[], object], delay_ms: int = 0) -> None:
        self._site.agenda.after(delay_ms, self._machine.act, self, act)

    def _plan(self, wait_ms: int) -> None:
        """Let the roster's turn come, when the server has answered."""
        self._due += 1
        lag_ms = min(self._machine.slow_ms, IMPATIENCE_MS)
        self._later(partial(self._turn, self._due, lag_ms), wait_ms + lag_ms)

    def _turn(self, due: int, lag_ms: int) -> None:
        if due != self._due:
            return
        self._lag_ms = lag_ms  # it asked so long ago
        wait_s = self.roster.turn()
        self._lag_ms = 0
        if wait_s is None:
            self._machine.come_back()
        else:
            self._plan(int(wait_s * 1000))

    def _now_s(self) -> float:
        return (self._site.agenda.now_ms - self._lag_ms) / 1000

    def _check_line(self) -> bool:
        machine = self._machine
        if machine.line_cut or machine.disk.away or machine.slow_ms >= IMPATIENCE_MS:
            raise JournalUnavailable("the database does not answer")
        lost, machine.answer_lost = machine.answer_lost, False
        return lost

    def _probe(self) -> None:
        if self._site.network.reaches(self._machine.machine_id):
            self._reached_at_ms = self._site.agenda.now_ms
        self.roster.reaches = {self._hall: self.reached}
        self._later(self._probe, PROBE_MS)
