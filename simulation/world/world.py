"""A hall and its day, put together from a seed: faults, then healing, then judgement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final

from contract.hall import HallFile
from contract.ids import OFFICE_DEVICE, WEB_DEVICE, DeviceId, EpochMs, GroupId
from coordinator.domain.schedule import is_open
from coordinator.service import snapshots
from simulation.checkers.ledger import ENDED
from simulation.checkers.referee import Referee
from simulation.checkers.screens import Screens
from simulation.checkers.verdict import Violation
from simulation.world.agenda import Agenda
from simulation.world.attendance import attend
from simulation.world.broker import Broker
from simulation.world.calm import Calm
from simulation.world.citizens import Citizens
from simulation.world.clerks import Clerk, Habits
from simulation.world.coordinators import Coordinators
from simulation.world.display import DisplayMachine
from simulation.world.faults import Faults, Machines
from simulation.world.journal import Disk, ModelJournal, Rows
from simulation.world.kiosk import IDLE_TICK_MS, KioskMachine
from simulation.world.network import Network
from simulation.world.observer import ObserverMachine
from simulation.world.office import Office
from simulation.world.panel import PanelMachine
from simulation.world.plan import Plan
from simulation.world.ringers import Ringers
from simulation.world.seldom import Seldom
from simulation.world.site import Site
from simulation.world.strangers import Stranger
from simulation.world.trace import Tell, Traced

SECOND_MS: Final = 1_000
MINUTE_MS: Final = 60_000
HOUR_MS: Final = 60 * MINUTE_MS
STARTING_MS: Final = 60_000
QUIET_MS: Final = 2_000
"""So long after the last commit every screen has heard of it."""
RECOVERY_MS: Final = 45_000
"""Broken lines are found and back within 20 s, and the next heartbeats have come."""
SETTLING_MS_MAX: Final = 60 * MINUTE_MS
"""For so long some service goes on; if nobody leaves in it, nobody will."""
EVENTS_A_PIECE: Final = 25
"""A short morning of a small hall has snapshots, too, and is read from them."""
SMALL_HALL: Final = 16
"""With more windows than this, clerks have keypads only, and the coordinator looks at the clock
less often: drawing 131 panels and all state each second takes longer than all the rest."""


@dataclass(frozen=True)
class Result:
    """What came of one seed."""

    seed: int
    commands: int
    events: int
    papers: int
    spoken: int
    booked: int
    simulated_s: float
    violations: tuple[Violation, ...]
    faults: Mapping[str, int] = field(default_factory=dict)


class World:
    """One run."""

    def __init__(
        self,
        file: HallFile,
        seed: int,
        plan: Plan,
        *,
        rows: Rows | None = None,
        tell: Tell | None = None,
    ) -> None:
        file = plan.file_of(file)
        self.seed: Final = seed
        self._file = file
        self._plan = plan
        self._began_ms = plan.begins_ms(file) - STARTING_MS
        self.agenda: Final = Agenda(self._began_ms)
        random = Random(f"{seed} people")  # what people do does not depend on what goes wrong
        self.network: Final = Network(self.agenda, Random(f"{seed} net"), Broker(self.agenda))
        self.referee: Final = Referee(
            file,
            now_ms=lambda: self.agenda.now_ms - self._began_ms,
            true_now_ms=lambda: self.agenda.now_ms,
            hall_now_ms=self._hall_now_ms,
        )
        self._tell = tell
        witness = Traced(self.referee, self._note) if tell else self.referee
        self._site = Site(file, self.agenda, random, self.network, witness, Calm())
        self.machines: Final = self._machines(rows or ModelJournal())
        self.observer: Final = ObserverMachine(self._site)
        self.faults: Final = Faults(
            self._site,
            self.machines,
            plan.faults,
            Random(f"{seed} faults"),
            stranger=self._stranger(),
            note=self._note,
            hours=plan.open_ms(file) / HOUR_MS,
        )
        self.referee.clock_right = self._clock_right
        attend(self.agenda, self.machines, self.referee, self.faults)
        self._seldom: Final = Seldom(
            self._site,
            self.machines.kiosks,
            self.machines.panels,
            self.referee.ledger,
            Random(f"{seed} seldom"),
        )
        self.citizens: Final = Citizens(self._site, self.machines.kiosks, plan.manners)
        self.clerks: Final = self._clerks()

    def run(self) -> Result:
        """Live through it."""
        try:
            self._live()
        except Exception as error:
            if self._tell is not None:
                raise
            self.referee.crashed(DeviceId("a machine"), error)
        return self._result()

    def _live(self) -> None:
        self._start()
        self.agenda.run_until(self._began_ms + STARTING_MS + self._plan.minutes * MINUTE_MS)
        self._note("all faults end")
        self.faults.heal()
        self._seldom.end()
        self.agenda.run_until(self.agenda.now_ms + RECOVERY_MS)
        healed = self.referee.position
        self._compare_screens()
        self._settle()
        self._compare_screens()
        self.machines.coordinators.compare()
        self.referee.compare_events(self.observer.heard, healed)
        self.referee.compare_papers(self.faults.clocks_wrong)
        self.referee.compare_reports([k.kiosk.id for k in self.machines.kiosks if k.disk.forgets])

    # Putting together

    def _machines(self, rows: Rows) -> Machines:
        site, file = self._site, self._file
        small = len(file.window) <= SMALL_HALL
        rest_ms = IDLE_TICK_MS if small else MINUTE_MS
        coordinators = Coordinators(
            site,
            Disk(rows, site.witness),
            self._plan.coordinators,
            random=Random(f"{self.seed} coordinators"),
            judge=self.referee.owners,
            note=self._note,
            tick_ms=5 * SECOND_MS if small else 30 * SECOND_MS,
            tells_waits=self._plan.tells_waits,
            events_a_piece=EVENTS_A_PIECE if small else snapshots.EVENTS_A_PIECE,
        )
        return Machines(
            coordinators,
            [KioskMachine(site, entry, rest_ms=rest_ms) for entry in file.kiosk],
            [
                PanelMachine(site, entry, has_screen=small and site.chance(0.5))
                for entry in file.caller
                if small or file.windows[entry.window].kind == "window"
            ],
            [DisplayMachine(site, entry, self._seen) for entry in file.display],
            self._offices(),
        )

    def _offices(self) -> list[Office]:
        """Return who books: an office of the hall, and the gateway for whoever books at home."""
        bookers = (OFFICE_DEVICE, WEB_DEVICE) if self._plan.books else ()
        random = Random(f"{self.seed} bookings")
        return [Office(self._site, each, random, self._comes) for each in bookers]

    def _clerks(self) -> list[Clerk]:
        at_work = [*zip(self.machines.panels, self._file.clerk, strict=False)]
        windows = [self._file.windows[panel.entry.window] for panel, _ in at_work]
        at_counters = sum(window.kind == "window" for window in windows)
        habits = Habits(
            service_ms=self._plan.service_ms(self._file, at_counters),
            done_here=tuple(dict.fromkeys(group for window in windows for group in window.serves)),
        )
        impatience = Random(f"{self.seed} impatience")
        return [
            Clerk(self._site, panel, clerk.id, self.citizens, habits, impatience=impatience)
            for panel, clerk in at_work
        ]

    def _start(self) -> None:
        machines = self.machines
        machines.coordinators.start()
        for kiosk in machines.kiosks:
            kiosk.start()
        for machine in machines.screens:
            machine.start()
        self.observer.start()
        for clerk in self.clerks:
            clerk.begin()
        for office in machines.offices:
            office.begin(self._began_ms + STARTING_MS + self._plan.minutes * MINUTE_MS)
        if self._plan.rings:
            random = Random(f"{self.seed} rings")
            Ringers(self._site, machines.kiosks, machines.panels, random).begin()
        if self._plan.seldom:
            self._seldom.begin()
        self._plan_citizens()
        self.agenda.after(STARTING_MS, self.faults.begin)

    def _plan_citizens(self) -> None:
        """Let citizens come while the hall is open, to each group as many as can be served."""
        random = self._site.random
        first_ms = self._began_ms + STARTING_MS
        groups = self._popular_groups()
        planned = 0
        while planned < self._plan.visitors:
            at_ms = first_ms + random.randrange(self._plan.minutes * MINUTE_MS)
            if is_open(self._file, EpochMs(at_ms)):
                [group_id] = random.choices([*groups], [*groups.values()])
                self.agenda.at(at_ms, self.citizens.come, self._file.groups[group_id])
                planned += 1

    def _popular_groups(self) -> dict[GroupId, float]:
        shares = {group.id: 0.0 for group in self._file.group if group.gives_tickets}
        for clerk in self.clerks:
            served = [group_id for group_id in clerk.window.serves if group_id in shares]
            for group_id in served:
                shares[group_id] += 1 / len(served)
        return {group_id: share for group_id, share in shares.items() if share}

    def _stranger(self) -> Stranger:
        return Stranger(self.machines.panels, self.referee.ledger, Random(f"{self.seed} strangers"))

    # What others ask

    def _note(self, what: str) -> None:
        if self._tell is not None:
            passed_ms = self.agenda.now_ms - self._began_ms
            self._tell(f"{passed_ms / SECOND_MS:10.3f} {what}")

    def _hall_now_ms(self) -> int:
        return self.machines.coordinators.clock.now_ms()

    def _clock_right(self, device_id: str) -> bool:
        return not self.faults.clock_jumped and self.machines.clocks[DeviceId(device_id)].trusted

    def _seen(self, number: str, window: str) -> None:
        self.citizens.seen(number, window)

    def _comes(self, code: str) -> None:
        self.citizens.come_booked(code)

    # Judging

    def _compare_screens(self) -> None:
        """Let everybody stand still until all have heard of the last change, and compare."""
        self._site.calm.on = True
        self.agenda.run_until(self.agenda.now_ms + 6 * SECOND_MS)
        ledger, machines = self.referee.ledger, self.machines
        for _ in range(100):
            if self.agenda.now_ms - self.referee.committed_at_ms >= QUIET_MS:
                break
            self.agenda.run_until(self.agenda.now_ms + SECOND_MS // 2)
        Screens(ledger, self.referee.verdict.accuse).check(
            machines.displays, machines.panels, machines.kiosks
        )
        for office in machines.offices:
            for group_id, state in office.heard.items():
                free = [(slot.at_ms, slot.free) for slot in state.slots]
                self.referee.bookings.compare(office.device_id, group_id, free)
        self._site.calm.on = False

    def _settle(self) -> None:
        """Let the hall go on until nobody waits and nobody owes an answer."""
        fewest, since_ms = self.referee.ledger.open_count, self.agenda.now_ms
        while not self._is_settled():
            if self.referee.ledger.open_count < fewest:  # a long line takes its time
                fewest, since_ms = self.referee.ledger.open_count, self.agenda.now_ms
            elif self.agenda.now_ms - since_ms >= SETTLING_MS_MAX:
                self._accuse_unsettled()
                return
            self.agenda.run_until(self.agenda.now_ms + 10 * SECOND_MS)

    def _is_settled(self) -> bool:
        machines = self.machines
        return (
            self.referee.ledger.open_count == 0
            and not self.citizens.at_kiosks
            and all(kiosk.settled for kiosk in machines.kiosks)
            and all(panel.settled for panel in machines.panels)
            and all(office.settled for office in machines.offices)
        )

    def _accuse_unsettled(self) -> None:
        papers = self.referee.ledger.papers.values()
        left = [f"{p.number} {p.place}" for p in papers if p.place not in ENDED]
        self.referee.verdict.accuse("every ticket ends", f"left: {left[:10]}, {len(left)} in all")

    def _result(self) -> Result:
        referee = self.referee
        return Result(
            seed=self.seed,
            commands=referee.commands.count,
            events=referee.position,
            papers=referee.papers.count,
            spoken=referee.speech.count,
            booked=referee.bookings.count,
            simulated_s=(self.agenda.now_ms - self._began_ms) / SECOND_MS,
            violations=tuple(referee.verdict.violations),
            faults=dict(sorted(self.faults.count.items())),
        )
