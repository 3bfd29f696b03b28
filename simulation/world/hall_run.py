"""One run of the coordinator's program for a hall: the real loop, with the real adapters."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol, cast

import msgspec

from contract import topics
from contract.ids import COORDINATOR_DEVICE, ClerkId, DeviceId
from contract.messages.devices import DeviceStatus
from coordinator.adapters.alarms import CoordinatorAlarms
from coordinator.adapters.device_ear import DeviceEar
from coordinator.adapters.intake import Intake
from coordinator.adapters.lease import Lease
from coordinator.adapters.publisher import MqttPublisher
from coordinator.adapters.store import JournalStore
from coordinator.domain.commands import PinCheck
from coordinator.domain.hall import Hall
from coordinator.service.loop import HallLoop
from coordinator.service.ports import Request
from journal import Journal
from messaging import Connection, LinkState
from simulation.world.client import Client
from simulation.world.clock import MachineClock
from simulation.world.message import Message
from simulation.world.network import Wire
from simulation.world.site import Site
from simulation.world.slow_worker import Asker, SlowWorker

DIGEST: Final = "simulated"


class Machine(Asker, Protocol):
    """What a program runs on."""

    @property
    def machine_id(self) -> DeviceId: ...
    @property
    def clock(self) -> MachineClock: ...
    @property
    def events_a_piece(self) -> int: ...

    def awake(self, act: Callable[[], object]) -> None:
        """Do something now, or once the program goes on."""

    def wake(self, run: "HallRun") -> None:
        """Have what waits carried out: all that comes until then is one batch."""

    def catch_up_soon(self, run: "HallRun") -> None:
        """Have the bystanders told."""

    def connected(self, run: "HallRun") -> None:
        """The line is new: have all state published."""

    def say(self) -> None:
        """Count a message that goes out. Raises `PowerCut` when it is the last."""


class HallRun:
    """What `coordinator.running` puts together, without its tasks.

    Args:
        journal: the disk, or a line to the database.
        lease: says how long the hall is ours. Without one, nobody else has the journal.
        owner: under which the hall is ours, for whoever judges.
    """

    def __init__(
        self,
        site: Site,
        machine: Machine,
        journal: object,
        *,
        tells_waits: bool,
        lease: Lease | None = None,
        owner: str | None = None,
    ) -> None:
        hall_id = site.file.hall.id
        self.lease: Final = lease
        self._machine = machine
        self._site = site
        self._working = self._catching_up = False
        self.client = _Mouth(site, machine, self._on_link, lease, owner)
        self.client.alone = lambda: machine.connected(self)
        connection = cast("Connection", self.client)
        publisher = MqttPublisher(connection, hall_id)
        self._alarms = CoordinatorAlarms(connection, hall_id, machine.clock)
        store = JournalStore(cast("Journal", journal))
        self.loop = HallLoop(
            Hall(site.file, tells_waits=tells_waits),
            digest=DIGEST,
            store=store,
            clock=machine.clock,
            publisher=publisher,
            alarms=self._alarms,
            worker=SlowWorker(machine, store.append),
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


class _Mouth(Client):
    """The line of a coordinator, with what `messaging.Connection` does where there are leases.

    It may lose its power between two messages, and it hears nothing while its program stands still.

    Attributes:
        alone: called when one who had the hall before us is gone, with all that was on its way.
    """

    alone: Callable[[], object]

    def __init__(
        self,
        site: Site,
        machine: Machine,
        on_link: Callable[[LinkState], object],
        lease: Lease | None,
        owner: str | None,
    ) -> None:
        super().__init__(
            site.network,
            machine.clock,
            hall_id=site.file.hall.id,
            device_id=COORDINATOR_DEVICE,
            on_link=on_link,
            witness=site.witness.said,
            machine_id=machine.machine_id,
        )
        self._machine = machine
        self._lease = lease
        self._owner = owner
        self._site = site

    @property
    def is_ours(self) -> bool:
        """Whether the hall is, so that we may speak."""
        return self._lease is None or self._lease.holds()

    def start(self) -> None:
        self._machine.awake(super().start)

    def publish(
        self,
        topic: str,
        message: msgspec.Struct | bytes,
        *,
        retain: bool = False,
        expires_s: float | None = None,
        correlation: bytes | None = None,
    ) -> int | None:
        if not self.is_ours or not self.connected:
            return None
        self._machine.say()
        if self._owner is not None:
            self._site.witness.spoke(self._owner)
        return super().publish(
            topic, message, retain=retain, expires_s=expires_s, correlation=correlation
        )

    def accepted(self, wire: Wire) -> None:
        self._machine.awake(partial(self._accepted, wire))

    def _accepted(self, wire: Wire) -> None:
        super().accepted(wire)
        if not self.is_ours:
            self.break_off()

    def lost(self, wire: Wire | None) -> None:
        self._machine.awake(partial(super().lost, wire))

    def receive(self, message: Message) -> None:
        self._machine.awake(partial(super().receive, message))

    def _heard_of_us(self, message: Message) -> None:
        if self._lease is None:
            super()._heard_of_us(message)
            return
        status: DeviceStatus = message.read(topics.DEVICE_STATUS)
        if status.instance != self._instance and status.state == "offline":
            self.announce(self._faults)
            self.alone()


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
