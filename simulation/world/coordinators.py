"""All machines that may decide in a hall: one with a disk, or several that share a database."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

from contract.ids import DeviceId
from simulation.checkers.owners import Owners
from simulation.world.clock import MachineClock
from simulation.world.coordinator import CoordinatorMachine
from simulation.world.journal import Disk
from simulation.world.leases import LeaseTable
from simulation.world.site import Site
from simulation.world.standby import StandbyMachine

LOOK_MS: Final = 500


class Coordinators:
    """The machines, and what they stand on.

    Attributes:
        disk: of the one machine, or of the server of all.
        table: the leases; None if there are none.
    """

    def __init__(
        self,
        site: Site,
        disk: Disk,
        how_many: int,
        *,
        random: Random,
        judge: Owners,
        note: Callable[[str], object],
        **figures: Any,
    ) -> None:
        self.disk: Final = disk
        self.table: LeaseTable | None = None
        self.standing_by: list[StandbyMachine] = []
        self.all: list[CoordinatorMachine] = []
        self._site = site
        self._judge = judge
        ids = [DeviceId(f"server-{number + 1}") for number in range(how_many)]
        if how_many == 1:
            self.all = [CoordinatorMachine(site, disk, ids[0], **figures)]
        else:
            table = self.table = LeaseTable(site.agenda, judge, note)
            self.standing_by = [
                StandbyMachine(site, disk, each, table, random, **figures) for each in ids
            ]
            self.all = [*self.standing_by]

    @property
    def owner(self) -> CoordinatorMachine:
        """The machine that has the hall, or had it last."""
        if self.table is None:
            return self.all[0]
        process = self.table.owner(self._site.file.hall.id)
        owners = (each for each in self.standing_by if each.process and each.process == process)
        return next(owners, self.standing_by[0])

    @property
    def clocks(self) -> Mapping[DeviceId, MachineClock]:
        """The clock of each."""
        return {each.machine_id: each.clock for each in self.all}

    @property
    def clock(self) -> MachineClock:
        """The clock of the one that has decided last."""
        return self.disk.written_by or self.all[0].clock

    def start(self) -> None:
        """Switch them on."""
        for machine in self.all:
            machine.start()
        if self.table is not None:
            self._site.agenda.after(LOOK_MS, self._look)

    def heal(self) -> None:
        """End all that is wrong with them."""
        self.disk.full = self.disk.away = False
        self.disk.slow_ms = 0
        self.disk.next_commit = None
        for each in self.standing_by:
            each.line_cut = each.answer_lost = False
            each.stuck_ms = 0
        for machine in self.all:
            machine.cut_after = None
            machine.go_on()
            machine.start()

    def compare(self) -> None:
        """Let it be judged whether exactly one of those that share the hall serves it."""
        if self.table is not None:
            self._judge.compare(self._in_charge())

    def _look(self) -> None:
        well = [each.process for each in self.standing_by if each.process and each.is_well]
        ailing = [each.process for each in self.standing_by if each.process and each.ails]
        self._judge.look(well, [*self._in_charge(), *ailing])
        self._site.agenda.after(LOOK_MS, self._look)

    def _in_charge(self) -> list[str]:
        return [each.process for each in self.standing_by if each.process and each.decides]
