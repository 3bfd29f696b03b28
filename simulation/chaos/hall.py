"""A real hall that can be attacked: its programs, its cables, its disk, and the people in it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

from broker_config import free_port
from broker_config.process import find_mosquitto
from broker_config.render import LOOPBACK
from broker_config.write import BrokerFiles, generate
from contract.ids import COORDINATOR_DEVICE, DeviceId
from journal import KeyFile
from simulation.chaos.cast import Cast, choose_cast
from simulation.chaos.device import Device
from simulation.chaos.disk import Disk, small_disk
from simulation.chaos.display import LightDisplay
from simulation.chaos.evidence import Evidence
from simulation.chaos.loudspeaker import Loudspeaker
from simulation.chaos.people import LightClerk, LightKiosk
from simulation.chaos.place import BROKER, COORDINATOR, DATABASE, Place
from simulation.chaos.proxy import Gate
from simulation.chaos.supervisor import Supervisor, family
from simulation.chaos.windows import Citizens, Window, WindowClerk
from simulation.devices.printer import PrinterModel, SimPrinter
from simulation.devices.printer_paper import Slip
from simulation.devices.wire import PtyWire
from simulation.patience import happens
from simulation.plan import clerks_without_pin
from simulation.postgres import Cluster
from simulation.programs import program_command
from simulation.stage import ProgramEnded
from simulation.world.calm import Calm

READY_TIMEOUT_S: Final = 90.0
FIRST_PAPERS: Final = 5
"""With so many the hall is at work: an attack on a hall where nothing happens proves nothing."""
PRINT_DOTS_PER_S: Final = 8 * 150.0
OFFSCREEN: Final = {
    "PYTHONUNBUFFERED": "1",
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
}


class Hall:
    """Everything there is, once it is up."""

    def __init__(self, place: Place, disk: Disk, supervisor: Supervisor) -> None:
        self.place: Final = place
        self.cast: Final[Cast] = choose_cast(place.hall)
        self.evidence: Final = Evidence(place.hall)
        self.supervisor: Final = supervisor
        self.disk: Final = disk
        self.gates: dict[str, Gate] = {}
        self.windows: dict[str, Window] = {}
        self.kiosks: list[LightKiosk] = []
        self.clerks: list[LightClerk] = []
        self.displays: list[LightDisplay] = []
        self.calm: Final = Calm()
        self.database_url = ""
        self.answers_kept = 0
        self.longest_s = 0.0
        """No fault lasts longer."""
        self._files = self._generate()
        self._keys = place.out / "data.keys"
        self._database_port = 0
        KeyFile(self._keys).rotate()
        self._random = Random(f"{place.seed} people")
        self._loop = asyncio.get_running_loop()
        self._printer = SimPrinter(
            PrinterModel(dots=self.cast.kiosk.printer.dots, dots_per_s=PRINT_DOTS_PER_S),
            on_slip=self._paper,
        )
        self._plugged = ExitStack()
        self._work: list[asyncio.Task[None]] = []
        self._clerk_work: list[asyncio.Task[None]] = []
        self._kiosk_work: list[asyncio.Task[None]] = []

    @property
    def devices(self) -> list[Device]:
        """The lines of all that is light."""
        return [
            *(kiosk.device for kiosk in self.kiosks),
            *(clerk.device for clerk in self.clerks),
            *(display.device for display in self.displays),
        ]

    @property
    def broker_store(self) -> Path:
        """What the broker remembers over a restart."""
        return self._files.directory / "mosquitto.db"

    async def start(self) -> None:
        """Start all of it, and let people in."""
        broker = [find_mosquitto(), "-c", str(self._files.configuration)]
        self.supervisor.start(BROKER, broker, serves=True)
        await self._until(BROKER, lambda: listens(self._files.port))
        await self._start_database()
        for name in self.place.coordinator_names:
            await self._start_coordinator(name)
        await self._start_windows()
        await self._start_people()
        await self._until(COORDINATOR, self._is_coordinated)
        await self._until(COORDINATOR, lambda: len(self.evidence.papers) >= FIRST_PAPERS)

    async def close_doors(self) -> None:
        """Let nobody in any more; whoever is at a kiosk gets what they came for."""
        self.citizens.open = False
        for kiosk in self.kiosks:
            kiosk.open = False
        for clerk in self.clerks:
            clerk.closing = True
        await asyncio.gather(*self._kiosk_work)

    async def send_clerks_home(self) -> None:
        """Let nobody touch anything any more."""
        await _cancelled(self._clerk_work)

    async def end(self) -> None:
        """End all of it."""
        await _cancelled([*self._kiosk_work, *self._clerk_work, *self._work])
        await asyncio.gather(*(asyncio.to_thread(device.close) for device in self.devices))
        await self.supervisor.end()
        for gate in self.gates.values():
            await gate.close()
        self._plugged.close()

    # One after the other

    async def _start_database(self) -> None:
        if self.place.database == "sqlite":
            self.database_url = f"sqlite:///{self.disk.folder / 'hall.db'}"
            return
        cluster = await asyncio.to_thread(Cluster, self.disk.folder)
        self.supervisor.start(DATABASE, cluster.server, serves=True)
        await self._until(DATABASE, cluster.answers)
        self.database_url = await asyncio.to_thread(cluster.new_database)
        self._database_port = cluster.port

    async def _start_coordinator(self, name: str) -> None:
        options = ["--database", await self._url_for(name), "--data-keys", str(self._keys)]
        if self.place.coordinators > 1:
            options.append("--standby")
        await self._start_program(
            name, COORDINATOR_DEVICE, "coordinator", *options, "--always-open"
        )

    async def _url_for(self, name: str) -> str:
        """Return where a coordinator finds the database: at the end of a cable of its own."""
        if self.place.database == "sqlite":
            return self.database_url
        gate = await self._gate(f"{name}-database", self._database_port)
        return self.database_url.replace(f":{self._database_port}/", f":{gate.port}/")

    def _is_coordinated(self) -> bool:
        logs = (self.supervisor.programs[name].log for name in self.place.coordinator_names)
        return any("coordinator.ready" in log.read_text() for log in logs)

    async def _start_windows(self) -> None:
        cast, out = self.cast, self.place.out
        printer = self._plugged.enter_context(PtyWire(self._printer, link=out / "printer"))
        loudspeaker = Loudspeaker(out, cast.board.id, self.evidence)
        self._work.append(asyncio.create_task(loudspeaker.listen()))
        own = ("--outbox", str(out / f"{cast.kiosk.id}.outbox"))
        await self._start_window(cast.kiosk.id, "kiosk", "--printer", printer.url, *own)
        await self._start_window(cast.panel.id, "caller")
        await self._start_window(
            cast.board.id,
            "display",
            *("--voice", "--player", str(loudspeaker.player)),
            *("--announcements", str(out / "announcements")),
        )
        if cast.sign is not None:
            await self._start_window(cast.sign.id, "display", "--no-voice")

    async def _start_window(self, device_id: DeviceId, command: str, *options: str) -> None:
        window = self.windows[device_id] = Window(device_id)
        named = (f"--{command}", device_id, "--fingers", str(window.port))
        await self._start_program(device_id, device_id, command, *named, *options)
        self._work.append(asyncio.create_task(window.hold()))

    async def _start_program(
        self, name: str, device_id: DeviceId, command: str, *options: str
    ) -> None:
        gate = await self._gate(name, self._files.port, tapped=True)
        self.supervisor.start(
            name,
            program_command(
                command,
                hall_file=self.place.hall_file,
                broker_url=f"mqtt://{LOOPBACK}:{gate.port}",
                password_file=self._files.password_file(device_id),
                options=options,
            ),
            environment=OFFSCREEN,
        )

    async def _start_people(self) -> None:
        hall, cast, evidence, calm = self.place.hall, self.cast, self.evidence, self.calm
        clerks = [clerk.id for clerk in clerks_without_pin(hall)]
        for kiosk in cast.light_kiosks:
            line = await self._line(kiosk.id)
            made = LightKiosk(
                hall, kiosk, self._draw(), evidence, calm=calm, groups=cast.group_ids, **line
            )
            self.kiosks.append(made)
        for entry, clerk_id in zip(cast.light_callers, clerks[1:], strict=False):
            line = await self._line(entry.id)
            staffed = cast.group_ids
            self.clerks.append(
                LightClerk(hall, entry, clerk_id, self._draw(), calm=calm, staffed=staffed, **line)
            )
        for display in cast.light_displays:
            self.displays.append(LightDisplay(hall, display, **await self._line(display.id)))
        for device in self.devices:
            device.start()
        self.citizens = Citizens(
            self.windows[cast.kiosk.id], hall, cast.group_ids, self._draw(), calm
        )
        clerk = WindowClerk(self.windows[cast.panel.id], clerks[0], self._draw(), calm)
        self._work.append(asyncio.create_task(self.citizens.work()))
        self._kiosk_work += _begun(kiosk.work() for kiosk in self.kiosks)
        self._clerk_work += _begun([clerk.work(), *(light.work() for light in self.clerks)])

    # What all need

    def _draw(self) -> Random:
        return Random(self._random.random())

    async def _line(self, device_id: DeviceId) -> dict[str, Any]:
        gate = await self._gate(device_id, self._files.port, tapped=True)
        password = self._files.password_file(device_id).read_text(encoding="utf-8").strip()
        return {"port": gate.port, "password": password}

    async def _gate(self, name: str, port: int, *, tapped: bool = False) -> Gate:
        listen = partial(self.evidence.tap, DeviceId(name)) if tapped else None
        gate = self.gates[name] = Gate(name, port, listen)
        await gate.open()
        return gate

    def _generate(self) -> BrokerFiles:
        directory = self.place.out / "broker"
        return generate(self.place.hall, port=free_port(), directory=directory, persistence=True)

    def _paper(self, slip: Slip) -> None:
        """A paper falls into the tray, on the printer's thread."""
        self._loop.call_soon_threadsafe(self._read, slip)

    def _read(self, slip: Slip) -> None:
        (self.place.out / "tickets" / f"{len(self.evidence.papers):05}.escpos").write_bytes(
            slip.raw
        )
        for ticket_id in slip.qr_payloads or ["unreadable"]:
            number = ticket_id.rpartition(".")[2]
            shown = number if number in [line.strip() for line in slip.lines] else "unreadable"
            self.evidence.paper(self.cast.kiosk.id, ticket_id, shown)

    async def _until(self, name: str, condition: Any) -> None:
        if not await happens(condition, READY_TIMEOUT_S):
            words = self.supervisor.programs[name].log_end()
            raise ProgramEnded(f"{name} is not ready after {READY_TIMEOUT_S:.0f} s:\n{words}")


@asynccontextmanager
async def attacked_hall(place: Place) -> AsyncIterator[Hall]:
    """Open a hall; end all its processes afterwards, and leave nothing mounted."""
    place.clear()
    supervisor = Supervisor(place.out / "logs")

    def writers() -> list[int]:
        pids = map(supervisor.pid, place.coordinator_names)
        return [member for pid in pids if pid is not None for member in family(pid)]

    disk = small_disk(writers)
    try:
        hall = Hall(place, disk, supervisor)
        try:
            await hall.start()
            yield hall
        finally:
            disk.make_room()
            await hall.end()
    finally:
        disk.remove()


def listens(port: int) -> bool:
    """Tell whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


def _begun(work: Any) -> list[asyncio.Task[None]]:
    return [asyncio.create_task(each) for each in work]


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
