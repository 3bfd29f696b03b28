"""The coordinator's machine, on a disk that may fail."""

from collections.abc import Callable
from functools import partial
from typing import Final

from contract.ids import COORDINATOR_DEVICE, DeviceId
from coordinator.service.ports import StoreUnavailable
from simulation.world.clock import MachineClock
from simulation.world.hall_run import HallRun
from simulation.world.journal import Disk, PowerCut
from simulation.world.network import BROKER_MISSES_MS
from simulation.world.site import Site

WORK_MS: Final = 1
HEARTBEAT_MS: Final = 5_000
CATCH_UP_MS: Final = 200
RESTART_MS: Final = (1_000, 20_000)


class CoordinatorMachine:
    """Runs the coordinator, and again after each power cut.

    Attributes:
        cut_after: the power goes after so many more messages, in the middle of what it says.
        tick_ms: how often time alone is looked at. The real one does it each second.
        events_a_piece: so many events are between two pieces of a snapshot.
    """

    ENDS: tuple[type[Exception], ...] = (StoreUnavailable,)
    """What makes the program end that is no fault of its own."""

    def __init__(
        self,
        site: Site,
        disk: Disk,
        machine_id: DeviceId,
        *,
        tick_ms: int,
        tells_waits: bool,
        events_a_piece: int,
    ) -> None:
        self.machine_id: Final = machine_id
        self.clock: Final = MachineClock(site.agenda, machine_id)
        self.disk: Final = disk
        self.cut_after: int | None = None
        self._site = site
        self._tick_ms = tick_ms
        self.events_a_piece: Final = events_a_piece
        self._tells_waits = tells_waits
        self._run: HallRun | None = None
        self._acting = False
        self._held_up: list[Callable[[], object]] | None = None
        """What waits until the program goes on; None while it does."""

    @property
    def on_server(self) -> bool:
        """Whether the journal is on another machine."""
        return False

    @property
    def slow_ms(self) -> int:
        """So long the journal takes for whatever it is asked."""
        return self.disk.slow_ms

    @property
    def decides(self) -> bool:
        """Whether it is in charge of the hall, and can be heard."""
        return self._run is not None and self._run.client.connected and self._held_up is None

    def start(self) -> None:
        """Start the program; if the journal cannot be read it ends, and is started again."""
        if self._run is None:
            self._begin(HallRun(self._site, self, self.disk, tells_waits=self._tells_waits))

    def _begin(self, run: HallRun) -> None:
        self._run = run
        if self._survives(run.start) and run is self._run:
            self.later(HEARTBEAT_MS, run.loop.heartbeat, again=True)
            self.later(self._tick_ms, run.tick, again=True)

    def lose_power(self) -> None:
        """Go off, and come back after a while."""
        run, self._run = self._run, None
        if run is not None:
            self.cut_after = self._held_up = None
            run.client.lose_power()
            self._site.agenda.after(self._site.random.uniform(*RESTART_MS), self.start)

    def stand_still(self) -> None:
        """Stop the program where it is; the machine goes on, and acknowledges what comes."""
        if self._held_up is None:
            self._held_up = []
            self._site.agenda.after(BROKER_MISSES_MS, self._be_missed, self._held_up)

    def go_on(self) -> None:
        """Let the program go on, which does not know that it stood still."""
        held_up, self._held_up = self._held_up, None
        for act in held_up or ():
            act()

    def _be_missed(self, held_up: object) -> None:
        run = self._run
        if run is not None and held_up is self._held_up:
            self._site.network.cut(self.machine_id)

    def awake(self, act: Callable[[], object]) -> None:
        """Do something now, or once the program goes on."""
        if self._held_up is None:
            act()
        else:
            self._held_up.append(act)

    def wake(self, run: HallRun) -> None:
        """Have what waits carried out: all that comes until then is one batch."""
        self.later(WORK_MS, run.work)

    def catch_up_soon(self, run: HallRun) -> None:
        """Have the bystanders told."""
        self.later(CATCH_UP_MS, run.catch_up)

    def connected(self, run: HallRun) -> None:
        """The line is new: have all state published."""
        self._act(run, 0, run.connected, again=False)

    def say(self) -> None:
        """Count a message that goes out. Raises `PowerCut` when it is the last."""
        if self.cut_after is not None and self._acting:
            self.cut_after -= 1
            if self.cut_after < 0:
                raise PowerCut

    def later(self, delay_ms: int, act: Callable[[], object], *, again: bool = False) -> None:
        """Do something on this run of the program, unless it has ended by then."""
        run, site = self._run, self._site
        site.agenda.after(delay_ms, partial(self._act, run, delay_ms, act, again=again))

    def get_stuck(self) -> int:
        """Stand still, if that is to be, with a commit on its way for so long; 0 if not."""
        return 0

    def to_this_run(self) -> Callable[[Callable[[], object]], object]:
        """Return what does something on the present run, if it has not ended by then."""
        return partial(self._act, self._run, 0, again=False)

    def server_does(self, delay_ms: int, act: Callable[[], object]) -> None:
        """Have something done that has left us."""
        self._site.agenda.after(delay_ms, act)

    def _act(
        self, run: HallRun | None, delay_ms: int, act: Callable[[], object], *, again: bool
    ) -> None:
        if run is not self._run:
            return
        if self._held_up is not None:
            self._held_up.append(partial(self._act, run, delay_ms, act, again=again))
        elif self._survives(act) and again:
            self.later(delay_ms, act, again=True)

    def _survives(self, act: Callable[[], object]) -> bool:
        self._acting = True
        try:
            act()
        except PowerCut:
            self.lose_power()
            return False
        except self.ENDS as error:
            self._give_up(error)
            return False
        except Exception as error:  # noqa: BLE001 - a program that ends so is started again, too
            self._site.witness.crashed(COORDINATOR_DEVICE, error)
            self.lose_power()
            return False
        finally:
            self._acting = False
        return True

    def _give_up(self, error: Exception) -> None:  # noqa: ARG002
        """End; whoever looks after the machine starts the program again."""
        self.lose_power()
