"""One hall at work: joins the loop to the broker, the journal and the clock."""

import asyncio
import gc
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, Final

import structlog

from contract import topics
from contract.hall import HallFile
from contract.ids import COORDINATOR_DEVICE, ClerkId
from coordinator.adapters.alarms import CoordinatorAlarms
from coordinator.adapters.device_ear import DeviceEar
from coordinator.adapters.intake import Intake
from coordinator.adapters.lease import Lease
from coordinator.adapters.pins import CheckedPins
from coordinator.adapters.publisher import MqttPublisher
from coordinator.adapters.store import JournalStore
from coordinator.adapters.visitors import CurrentKeys
from coordinator.adapters.worker import Beside
from coordinator.domain.hall import Hall
from coordinator.service.loop import HallLoop
from coordinator.service.ports import Request, StoreUnavailable, Superseded
from journal import Journal, JournalUnavailable
from messaging import (
    BrokerAddress,
    Connection,
    Credentials,
    LinkChanged,
    LinkState,
    Tenure,
    clock,
)

log = structlog.get_logger("coordinator")

PROGRAM: Final = "coordinator"
TICK_S: Final = 1.0
HEARTBEAT_S: Final = 5.0
GATHER_MAX: Final = 32
"""Commands worth waiting for before a commit: with so many, its share in each is small."""
CATCH_UP_S: Final = 0.2
"""Other people's lines on panels and boards may be so old."""
LOOK_S: Final = 0.05
LEARN_S: Final = 0.1


@dataclass(frozen=True, kw_only=True)
class CoordinatorConfig:
    """What a coordinator is started with."""

    hall: HallFile
    hall_file_digest: str
    """The first 12 hex digits of the SHA-256 of the hall file."""
    database_url: str
    broker: BrokerAddress
    credentials: Credentials | None = None
    own_process: bool = False
    """Nothing else lives in this process, so what the start has made may be kept from the garbage
    collector. That is for one thread only: in another's collection it breaks the interpreter."""
    always_open: bool = False
    """Give tickets at any hour, whatever the hall file says; for demonstrations."""
    pins: Mapping[ClerkId, str] = field(default_factory=dict, repr=False)
    """Hashes of the PINs of the clerks who have one."""
    keys: CurrentKeys | None = field(default=None, repr=False)
    """To seal with what is stored of visitors; without them nothing is."""


class Coordinator:
    """Decides in a hall, as long as that is ours.

    Args:
        lease: says how long it is. Without one, nobody else has the journal.
    """

    def __init__(
        self, config: CoordinatorConfig, journal: Journal, lease: Lease | None = None
    ) -> None:
        hall_id = config.hall.hall.id
        self._hall_id = hall_id
        self._lease = lease
        self._own_process = config.own_process
        self._connection = Connection(
            config.broker,
            hall_id=hall_id,
            device_id=COORDINATOR_DEVICE,
            program=PROGRAM,
            version=version("hallcall"),
            credentials=config.credentials,
            on_link=self._on_link,
            publishes_much=True,
            tenure=Tenure(lease.holds, self._publish_again) if lease else None,
        )
        publisher = MqttPublisher(self._connection, hall_id)
        self._alarms = CoordinatorAlarms(self._connection, hall_id, clock)
        later = asyncio.get_running_loop().call_soon_threadsafe
        self._wake = asyncio.Event()
        self._rival = asyncio.Event()
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._worker: Beside | None = None
        if journal.is_on_server:
            self._worker = Beside(hall_id, later=later, broken=self._break)
        self._store = JournalStore(journal, config.keys)
        self._loop = HallLoop(
            Hall(config.hall, always_open=config.always_open),
            digest=config.hall_file_digest,
            store=self._store,
            clock=clock,
            publisher=publisher,
            alarms=self._alarms,
            worker=self._worker,
            ready=self._wake.set,
        )
        self._pins = CheckedPins(config.pins, clock=clock, later=later)
        _miss_pins(config)
        intake = Intake(self._submit, publisher=publisher, clock=clock, pins=self._pins)
        self._connection.subscribe(topics.COMMAND.of(hall_id), intake.receive)
        ear = DeviceEar(self._loop.hear)
        self._connection.subscribe(topics.DEVICE_STATUS.of(hall_id), ear.receive)

    async def serve(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, or until something fails that we cannot go on with."""
        try:
            await self._start(stop)
            if self._own_process:
                gc.freeze()  # the hall file and the day so far stay: no garbage to look for there
            if not stop.is_set():
                await self._live(stop)
        finally:
            if self._own_process:
                gc.unfreeze()
            self._pins.close()
            if self._worker is not None:
                await asyncio.to_thread(self._worker.close)

    async def _start(self, stop: asyncio.Event) -> None:
        """Read the hall from its journal; not for longer than it is wanted, and ours."""
        started = asyncio.Event()
        waits: list[asyncio.Future[Any]] = [
            asyncio.ensure_future(event.wait()) for event in (started, stop)
        ]
        if self._lease is not None:
            waits.append(asyncio.ensure_future(_until_ended(self._lease)))
        try:
            self._loop.start(started.set)
            done, _ = await asyncio.wait(
                {*waits, self._broken}, return_when=asyncio.FIRST_COMPLETED
            )
            for wait in done:
                wait.result()  # raises what went wrong
        except StoreUnavailable as error:
            raise JournalUnavailable(str(error)) from error
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    async def _live(self, stop: asyncio.Event) -> None:
        parts = (
            self._connection.run(),
            self._work(),
            self._catch_up(),
            self._keep_time(),
            self._learn(),
            self._beat(),
            self._until_superseded(),
            stop.wait(),
        )
        tasks = [asyncio.ensure_future(part) for part in (*parts, self._broken)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()  # raises what made it end
        finally:
            await self._connection.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def stands_alone(self, why: str | None) -> None:
        """Say that nobody stands by for this hall who should; None: somebody does."""
        self._alarms.standby(why)

    def _submit(self, request: Request) -> None:
        self._loop.submit(request)
        self._wake.set()

    async def _work(self) -> None:
        """Carry out what came in, as much as there is in one commit."""
        while True:
            await self._wake.wait()
            await self._gather()
            self._wake.clear()
            while self._loop.waiting and not self._loop.is_busy:
                self._loop.work()
                await asyncio.sleep(0)

    async def _gather(self) -> None:
        """Let in what the socket holds already: paho hands over one message a turn of the loop.

        Not for long: whoever sends without a pause must not keep the others from their answers.
        """
        before = -1
        while before != self._loop.waiting < GATHER_MAX:
            before = self._loop.waiting
            await asyncio.sleep(0)  # the socket is looked at after this turn …
            await asyncio.sleep(0)  # … and read before the next

    async def _keep_time(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self._loop.tick()

    async def _learn(self) -> None:
        """Learn what was answered before the start: until then each command is looked up.

        On a server another thread has the store, and learns with each batch.
        """
        while True:
            await asyncio.sleep(LEARN_S)
            if self._worker is None:
                with suppress(StoreUnavailable):  # the next batch will find out, too
                    self._store.learn()

    async def _catch_up(self) -> None:
        while True:
            await asyncio.sleep(CATCH_UP_S)
            self._loop.catch_up()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            self._loop.heartbeat()

    async def _until_superseded(self) -> None:
        """End if another coordinator is online, rather than wait for our turn.

        With a journal of our own we would then begin at the first number again. Where there are
        leases, they say whose turn it is.
        """
        if self._lease is not None:
            await _until_ended(self._lease)
        await self._rival.wait()
        raise Superseded(
            f"another coordinator is online for hall {self._hall_id}: a hall has one; "
            "end that one first, and start this one with its database"
        )

    def _break(self, error: Exception) -> None:
        """End with an error that came up where nobody could raise it."""
        if not self._broken.done():
            self._broken.set_exception(error)

    def _publish_again(self) -> None:
        self._alarms.connected()
        self._loop.connected()

    def _on_link(self, change: LinkChanged) -> None:
        if change.state is LinkState.TAKEN_OVER:
            self._rival.set()
        if change.state is LinkState.CONNECTED:
            self._publish_again()
            log.info("coordinator.ready", hall_id=self._hall_id, broker=change.detail)
        else:
            log.warning(
                "coordinator.link",
                hall_id=self._hall_id,
                state=change.state.value,
                why=change.detail,
            )


async def _until_ended(lease: Lease) -> None:
    """Wait until a lease has ended. Raises `Superseded`."""
    while lease.holds():  # noqa: ASYNC110 - another thread renews it
        await asyncio.sleep(min(max(lease.left_s, LOOK_S), 1.0))
    raise Superseded(f"the lease of {lease.hall} has ended, and could not be renewed in time")


def _miss_pins(config: CoordinatorConfig) -> None:
    """Say whose PIN nobody has made: they cannot sign in, but the hall can work."""
    for clerk in config.hall.clerk:
        if clerk.pin and clerk.id not in config.pins:
            log.warning("pin.missing", clerk_id=clerk.id, hint="make one: hallcall pin")
