"""What goes wrong where several coordinators share a hall, beside all that goes wrong anyway."""

from collections.abc import Callable
from random import Random
from typing import Final

from simulation.world.coordinators import Coordinators
from simulation.world.site import Site
from simulation.world.standby import StandbyMachine

WHILE_MS: Final = (1_000, 40_000)
STILL_MS: Final = (300, 20_000)
STUCK_MS: Final = (1_500, 4_000)
"""About as long as a lease: another has just taken the hall when the commit arrives."""
HANGS_MS: Final = (0, 0, 300, 5_000, 20_000)
JUMP_MS: Final = 5_000


class SharingFaults:
    """Strikes whoever has the hall, mostly."""

    def __init__(self, site: Site, coordinators: Coordinators, random: Random) -> None:
        self._site = site
        self._coordinators = coordinators
        self._random = random

    def kinds(self) -> dict[str, Callable[[], object]]:
        """Return what may happen; nothing, if nobody shares the hall."""
        if self._coordinators.table is None:
            return {}
        return {
            "owner.killed": lambda: self._victim().be_killed(),
            "owner.ended": lambda: self._victim().be_ended(),
            "owner.stands_still": lambda: self._stop(self._victim()),
            "owner.stuck_committing": self._stick,
            "owner.no_broker": lambda: self._part(self._victim()),
            "owner.no_database": lambda: self._cut_line(self._victim()),
            "owner.cut_off": self._cut_off,
            "database.answer_lost": self._lose_answer,
            "database.clock_jump": self._jump,
        }

    def _victim(self) -> StandbyMachine:
        """Return the owner; now and then another."""
        coordinators, random = self._coordinators, self._random
        machines = coordinators.standing_by
        owner = machines.index(coordinators.owner)  # type: ignore[arg-type]
        return machines[owner] if random.random() < 0.8 else random.choice(machines)  # noqa: PLR2004

    def _stop(self, machine: StandbyMachine) -> None:
        machine.stand_still()
        self._site.agenda.after(self._random.uniform(*STILL_MS), machine.go_on)

    def _stick(self) -> None:
        self._victim().stuck_ms = self._random.randint(*STUCK_MS)

    def _part(self, machine: StandbyMachine) -> None:
        self._site.network.part(machine.machine_id)
        self._site.agenda.after(
            self._random.uniform(*WHILE_MS), self._site.network.rejoin, machine.machine_id
        )

    def _cut_line(self, machine: StandbyMachine) -> None:
        machine.line_cut, machine.hangs_ms = True, self._random.choice(HANGS_MS)
        machine.answer_lost = self._random.random() < 0.5  # noqa: PLR2004 - as likely as not
        self._site.agenda.after(
            self._random.uniform(*WHILE_MS),
            setattr,
            machine,
            "line_cut",
            False,  # noqa: FBT003
        )

    def _cut_off(self) -> None:
        machine = self._victim()
        self._part(machine)
        self._cut_line(machine)

    def _lose_answer(self) -> None:
        self._victim().answer_lost = True

    def _jump(self) -> None:
        table = self._coordinators.table
        assert table is not None
        table.jump(self._random.randint(-JUMP_MS, JUMP_MS))
