"""What goes wrong in a hall: drawn from the seed, counted, and ended by healing."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from random import Random
from typing import Final, Literal, TypeAlias

from contract.ids import COORDINATOR_DEVICE, DeviceId
from simulation.world.clock import MachineClock
from simulation.world.coordinators import Coordinators
from simulation.world.display import DisplayMachine
from simulation.world.journal import Fate
from simulation.world.kiosk import KioskMachine
from simulation.world.office import Office
from simulation.world.panel import PanelMachine
from simulation.world.sharing_faults import SharingFaults
from simulation.world.site import Site
from simulation.world.strangers import Stranger

Level: TypeAlias = Literal["none", "some", "many"]

MINUTE_MS: Final = 60_000
COORDINATOR_OFF_MS_MAX: Final = 60_000
DEVICE_OFF_MS_MAX: Final = 600_000


@dataclass(frozen=True)
class Weather:
    """How much goes wrong: the share of kinds that happen at all, and the mean gap of each."""

    share: float
    gap_ms: tuple[float, float]
    wrong_clocks: float
    repeats: float


WEATHER: Final[Mapping[Level, Weather]] = {
    "none": Weather(0, (1, 1), 0, 0),
    "some": Weather(0.4, (8 * MINUTE_MS, 30 * MINUTE_MS), 0.05, 0.01),
    "many": Weather(0.7, (1 * MINUTE_MS, 8 * MINUTE_MS), 0.2, 0.1),
}


@dataclass(frozen=True)
class Machines:
    """All that can fail."""

    coordinators: Coordinators
    kiosks: list[KioskMachine]
    panels: list[PanelMachine]
    displays: list[DisplayMachine]
    offices: list[Office]

    @property
    def screens(self) -> list[PanelMachine | DisplayMachine]:
        """Panels and displays."""
        return [*self.panels, *self.displays]

    @cached_property
    def clocks(self) -> dict[DeviceId, MachineClock]:
        """The clock of each machine."""
        return {
            **self.coordinators.clocks,
            **{each.kiosk.id: each.clock for each in self.kiosks},
            **{each.entry.id: each.clock for each in self.screens},
            **{each.device_id: each.clock for each in self.offices},
        }


class Faults:
    """Brings them about, until it is told to heal.

    Attributes:
        count: how many there were, by kind.
        clock_jumped: the hall's own time was not to be relied on.
        clocks_wrong: whose clock was ever wrong.
    """

    def __init__(
        self,
        site: Site,
        machines: Machines,
        level: Level,
        random: Random,
        *,
        stranger: Stranger,
        note: Callable[[str], object],
        hours: float,
    ) -> None:
        self.count: Counter[str] = Counter()
        self.clock_jumped = False
        self.clocks_wrong: set[DeviceId] = set()
        self._site = site
        self._machines = machines
        self._weather = WEATHER[level]
        self._random = random
        self._stranger = stranger
        self._note = note
        self._rarer = max(1.0, hours)  # a day has as many of each kind as an hour has
        self._sharing = SharingFaults(site, machines.coordinators, random)
        self._ids = [*machines.clocks]
        self._over = False

    def begin(self) -> None:
        """Draw what will happen in this run, and let it begin."""
        random, weather = self._random, self._weather
        for device_id, clock in self._machines.clocks.items():
            if random.random() < weather.wrong_clocks:
                self._set_clock(device_id, clock)
        if random.random() < weather.share:
            self._site.network.repeats = weather.repeats
        for kind, strike in self._kinds().items():
            if random.random() < weather.share:
                self._again(kind, strike, self._rarer * random.uniform(*weather.gap_ms))

    def heal(self) -> None:
        """End all that is wrong, and let nothing new go wrong."""
        self._over = True
        network, machines = self._site.network, self._machines
        network.repeats = 0
        network.parted.clear()
        network.slow_ms.clear()
        network.broker.come_back()
        machines.coordinators.heal()
        for kiosk in machines.kiosks:
            self._mend_printer(kiosk)
            kiosk.disk.full, kiosk.disk.next_save = False, None
            kiosk.start()
        for machine in machines.screens:
            machine.start()
        for clock in machines.clocks.values():
            clock.off_ms = 0

    def _again(self, kind: str, strike: Callable[[], object], gap_ms: float) -> None:
        pause_ms = self._random.expovariate(1 / gap_ms)
        self._site.agenda.after(pause_ms, self._strike, kind, strike, gap_ms)

    def _strike(self, kind: str, strike: Callable[[], object], gap_ms: float) -> None:
        if not self._over:
            self.count[kind] += 1
            self._note(kind)
            strike()
            self._again(kind, strike, gap_ms)

    def _kinds(self) -> dict[str, Callable[[], object]]:
        coordinators, network = self._machines.coordinators, self._site.network
        disk, draw = coordinators.disk, self._random.choice
        kinds: dict[str, Callable[[], object]] = {
            "network.cut": lambda: network.cut(draw(self._ids)),
            "network.half_open": self._half_open,
            "network.partition": self._part,
            "network.slow": self._slow,
            "network.coordinator_cut": lambda: network.cut(coordinators.owner.machine_id),
            "broker.restart": partial(self._restart_broker, forgets=False),
            "broker.restart_empty": partial(self._restart_broker, forgets=True),
            "disk.fails": lambda: setattr(disk, "next_commit", Fate.FAILS),
            "disk.unknown": lambda: setattr(disk, "next_commit", Fate.UNKNOWN),
            "disk.full": partial(self._for_a_while, disk, "full"),
            "disk.away": partial(self._for_a_while, disk, "away"),
            "power.coordinator": self._cut_power,
            "power.before_commit": lambda: setattr(disk, "next_commit", Fate.CUT_BEFORE),
            "power.after_commit": lambda: setattr(disk, "next_commit", Fate.CUT_AFTER),
            "power.between_messages": self._cut_between_messages,
            "power.kiosk": lambda: draw(self._machines.kiosks).lose_power(self._while_ms()),
            "power.kiosk_saving": self._cut_while_saving,
            "power.panel": lambda: draw(self._machines.panels).lose_power(self._while_ms()),
            "power.display": lambda: draw(self._machines.displays).lose_power(self._while_ms()),
            "clock.jump": self._jump,
            "kiosk.disk_full": self._fill_kiosk,
            "kiosk.alone": self._leave_kiosk_alone,
            "printer.paper_out": self._paper_out,
            "printer.mute": self._mute,
            "panel.stranger": self._stranger.interfere,
            "disk.slow": self._slow_disk,
            **self._sharing.kinds(),
        }
        if not self._machines.displays:
            del kinds["power.display"]
        return kinds

    def _while_ms(self) -> float:
        return self._random.uniform(2_000, 90_000)

    def _half_open(self) -> None:
        up, down = self._random.choice(((True, True), (True, False), (False, True)))
        self._site.network.half_open(self._random.choice(self._ids), up=up, down=down)

    def _part(self) -> None:
        device_id = self._random.choice(self._ids)
        self._site.network.part(device_id)
        self._site.agenda.after(self._while_ms(), self._site.network.rejoin, device_id)

    def _leave_kiosk_alone(self) -> None:
        device_id = self._random.choice(self._machines.kiosks).kiosk.id
        self._site.network.part(device_id)
        self._site.agenda.after(2 * self._while_ms(), self._site.network.rejoin, device_id)

    def _fill_kiosk(self) -> None:
        self._for_a_while(self._random.choice(self._machines.kiosks).disk, "full")

    def _cut_while_saving(self) -> None:
        disk = self._random.choice(self._machines.kiosks).disk
        disk.next_save = self._random.choice((Fate.CUT_BEFORE, Fate.CUT_AFTER, Fate.FAILS))

    def _slow(self) -> None:
        device_id, slow = self._random.choice(self._ids), self._site.network.slow_ms
        slow[device_id] = self._random.randint(50, 4_000)
        self._site.agenda.after(self._while_ms(), slow.pop, device_id, None)

    def _slow_disk(self) -> None:
        """Let the journal take its time, as one on a server; for a moment, or beyond patience."""
        disk = self._machines.coordinators.disk
        disk.slow_ms = self._random.randint(50, 8_000)
        self._site.agenda.after(self._while_ms(), setattr, disk, "slow_ms", 0)

    def _restart_broker(self, *, forgets: bool) -> None:
        broker = self._site.network.broker
        if broker.up:
            broker.fail(forgets=forgets)
            self._site.agenda.after(self._random.uniform(500, 20_000), broker.come_back)

    def _for_a_while(self, subject: object, trouble: str) -> None:
        setattr(subject, trouble, True)
        self._site.agenda.after(self._while_ms(), setattr, subject, trouble, False)  # noqa: FBT003

    def _cut_power(self) -> None:
        self._machines.coordinators.owner.lose_power()

    def _cut_between_messages(self) -> None:
        self._machines.coordinators.owner.cut_after = self._random.randint(0, 6)

    def _jump(self) -> None:
        device_id, clock = self._random.choice([*self._machines.clocks.items()])
        self._set_clock(device_id, clock)

    def _set_clock(self, device_id: DeviceId, clock: MachineClock) -> None:
        self.count["clock.wrong"] += 1
        of_hall = device_id in self._machines.coordinators.clocks
        limit_ms = COORDINATOR_OFF_MS_MAX if of_hall else DEVICE_OFF_MS_MAX
        clock.off_ms = self._random.randint(-limit_ms, limit_ms)
        self.clock_jumped |= of_hall
        self.clocks_wrong.add(COORDINATOR_DEVICE if of_hall else device_id)

    def _paper_out(self) -> None:
        kiosk = self._random.choice(self._machines.kiosks)
        kiosk.printer.has_paper = False
        kiosk.printer_changed()
        self._site.agenda.after(self._while_ms(), self._mend_printer, kiosk)

    def _mute(self) -> None:
        kiosk = self._random.choice(self._machines.kiosks)
        kiosk.printer.mute = True
        self._site.agenda.after(self._while_ms(), self._mend_printer, kiosk)

    def _mend_printer(self, kiosk: KioskMachine) -> None:
        kiosk.printer.has_paper, kiosk.printer.mute = True, False
        kiosk.printer_changed()
