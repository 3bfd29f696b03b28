"""The coordinator's machine: the real loop, with the real adapters, on a disk that may fail."""

from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import Final, TypeVar, cast

import msgspec

from contract import topics
from contract.ids import COORDINATOR_DEVICE, ClerkId, DeviceId
from coordinator.adapters.alarms import CoordinatorAlarms
from coordinator.adapters.device_ear import DeviceEar
from coordinator.adapters.intake import Intake
from coordinator.adapters.publisher import MqttPublisher
from coordinator.adapters.store import JournalStore
from coordinator.domain.commands import PinCheck
from coordinator.domain.hall import Hall
from coordinator.service.errands import AtOnce
from coordinator.service.loop import HallLoop
from coordinator.service.ports import Request, StoreUnavailable
from journal import Journal
from messaging import Connection, LinkState
from simulation.world.client import Client
from simulation.world.clock import MachineClock
from simulation.world.journal import Disk, PowerCut
from simulation.world.site import Site

WORK_MS: Final = 1
HEARTBEAT_MS: Final = 5_000
CATCH_UP_MS: Final = 200
RESTART_MS: Final = (1_000, 20_000)
DIGEST: Final = "simulated"
T = TypeVar("T")


class CoordinatorMachine:
    """Runs the coordinator, and again after each power cut.

    Attributes:
        cut_after: the power goes after so many more messages, in the middle of what it says.
        tick_ms: how often time alone is looked at. The real one does it each second.
        events_a_piece: so many events are between two pieces of a snapshot.
    """

    def __init__(
        self, site: Site, disk: Disk, *, tick_ms: int, tells_waits: bool, events_a_piece: int
    ) -> None:
        self.clock: Final = MachineClock(site.agenda, COORDINATOR_DEVICE)
        self.disk: Final = disk
        self.cut_after: int | None = None
        self._site = site
        self._tick_ms = tick_ms
        self.events_a_piece: Final = events_a_piece
        self._tells_waits = tells_waits
        self._run: _Run | None = None
        self._acting = False

    @property
    def is_on(self) -> bool:
        return self._run is not None

    def start(self) -> None:
        """Start the program; if the journal cannot be read it ends, and is started again."""
        if self._run is not None:
            return
        run = _Run(self._site, self, tells_waits=self._tells_waits)
        self._run = run
        if self._survives(run.start):
            self.later(HEARTBEAT_MS, run.loop.heartbeat, again=True)
            self.later(self._tick_ms, run.tick, again=True)

    def lose_power(self) -> None:
        """Go off, and come back after a while."""
        run, self._run = self._run, None
        if run is not None:
            self.cut_after = None
            run.client.lose_power()
            self._site.agenda.after(self._site.random.uniform(*RESTART_MS), self.start)

    def wake(self, run: "_Run") -> None:
        """Have what waits carried out: all that comes until then is one batch."""
        self.later(WORK_MS, run.work)

    def catch_up_soon(self, run: "_Run") -> None:
        """Have the bystanders told."""
        self.later(CATCH_UP_MS, run.catch_up)

    def connected(self, run: "_Run") -> None:
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

    def _act(
        self, run: "_Run | None", delay_ms: int, act: Callable[[], object], *, again: bool
    ) -> None:
        if run is self._run and self._survives(act) and again:
            self.later(delay_ms, act, again=True)

    def _survives(self, act: Callable[[], object]) -> bool:
        self._acting = True
        try:
            act()
        except (PowerCut, StoreUnavailable):
            self.lose_power()
            return False
        except Exception as error:  # noqa: BLE001 - a program that ends so is started again, too
            self._site.witness.crashed(COORDINATOR_DEVICE, error)
            self.lose_power()
            return False
        finally:
            self._acting = False
        return True


class _SlowWorker:
    """Does what is asked of the disk at once, but while that is slow, tells of it later.

    Every other job is done first, every other one last: a slow commit may have landed or not, when
    the machine loses its power.
    """

    def __init__(self, machine: CoordinatorMachine) -> None:
        self._machine = machine
        self._lands_first = cycle((True, False))
        self._at_once = AtOnce()

    def do(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        slow_ms = self._machine.disk.slow_ms
        if not slow_ms:
            self._at_once.do(job, done, failed)
        elif next(self._lands_first):
            self._at_once.do(
                job,
                lambda result: self._machine.later(slow_ms, partial(done, result)),
                lambda error: self._fail_later(slow_ms, failed, error),
            )
        else:
            self._machine.later(slow_ms, partial(self._at_once.do, job, done, failed))

    def _fail_later(
        self, slow_ms: int, failed: Callable[[Exception], object], error: Exception
    ) -> None:
        if isinstance(error, PowerCut):
            raise error
        self._machine.later(slow_ms, partial(failed, error))


class _Mouth(Client):
    """A line that may lose its power between two messages."""

    machine: CoordinatorMachine

    def publish(
        self,
        topic: str,
        message: msgspec.Struct | bytes,
        *,
        retain: bool = False,
        expires_s: float | None = None,
        correlation: bytes | None = None,
    ) -> int | None:
        self.machine.say()
        return super().publish(
            topic, message, retain=retain, expires_s=expires_s, correlation=correlation
        )


class _Run:
    """One run of the program: what `coordinator.main` puts together, without its tasks."""

    def __init__(self, site: Site, machine: CoordinatorMachine, *, tells_waits: bool) -> None:
        hall_id = site.file.hall.id
        self._machine = machine
        self._site = site
        self._working = self._catching_up = False
        self.client = _Mouth(
            site.network,
            machine.clock,
            hall_id=hall_id,
            device_id=COORDINATOR_DEVICE,
            on_link=self._on_link,
            witness=site.witness.said,
        )
        self.client.machine = machine
        connection = cast("Connection", self.client)
        publisher = MqttPublisher(connection, hall_id)
        self._alarms = CoordinatorAlarms(connection, hall_id, machine.clock)
        self.loop = HallLoop(
            Hall(site.file, tells_waits=tells_waits),
            digest=DIGEST,
            store=JournalStore(cast("Journal", machine.disk)),
            clock=machine.clock,
            publisher=publisher,
            alarms=self._alarms,
            worker=_SlowWorker(machine),
            ready=self._wake,
            events_a_piece=machine.events_a_piece,
        )
        intake = Intake(self._submit, publisher=publisher, clock=machine.clock, pins=_Pins())
        ear = DeviceEar(self.loop.hear)
        self.client.subscribe(
            topics.COMMAND.of(hall_id), lambda message: intake.receive(message.incoming())
        )
        self.client.subscribe(
            topics.DEVICE_STATUS.of(hall_id), lambda message: ear.receive(message.incoming())
        )

    def start(self) -> None:
        self.loop.start(self.client.start)

    def work(self) -> None:
        self._working = False
        while self.loop.waiting and not self.loop.is_busy:
            self.loop.work()
        self._news()

    def tick(self) -> None:
        self.loop.tick()
        self._news()

    def catch_up(self) -> None:
        self._catching_up = False
        self.loop.catch_up()

    def _news(self) -> None:
        if not self._catching_up:
            self._catching_up = True
            self._machine.catch_up_soon(self)

    def _submit(self, request: Request) -> None:
        self.loop.submit(request)
        self._wake()

    def _wake(self) -> None:
        if not self._working:
            self._working = True
            self._machine.wake(self)

    def _on_link(self, state: LinkState) -> None:
        if state is LinkState.CONNECTED:
            self._site.agenda.after(0, self._machine.connected, self)

    def connected(self) -> None:
        self._alarms.connected()
        self.loop.connected()


class _Pins:
    """No clerk of a simulated hall has forgotten the PIN."""

    def check(
        self,
        device_id: DeviceId,  # noqa: ARG002
        clerk_id: ClerkId,  # noqa: ARG002
        pin: str | None,
        *,
        then: Callable[[PinCheck], object],
    ) -> None:
        then(PinCheck.NOT_GIVEN if pin is None else PinCheck.RIGHT)
