"""Starts the programs of a demo hall as processes, and reaches their windows."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from broker_config import Broker, free_port
from contract.ids import COORDINATOR_DEVICE, DeviceId
from journal import KeyFile
from simulation.demo_bar import BAR
from simulation.hall_devices import HallDevices
from simulation.hand import Hand
from simulation.plan import Cast
from simulation.stage import HALLCALL, Stage

READY_TIMEOUT_S: Final = 60.0
COORDINATOR_READY: Final = "coordinator.ready"


class Programs:
    """The processes of a hall behind one broker."""

    def __init__(
        self, stage: Stage, broker: Broker, hall_file: Path, *, windows_seen: bool, quiet: bool
    ) -> None:
        self._stage = stage
        self._broker = broker
        self._hall_file = hall_file
        self._quiet = quiet
        self._environment = {"PYTHONUNBUFFERED": "1"}
        if not windows_seen:
            self._environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}

    async def start_coordinator(self, database: Path) -> None:
        """Start the coordinator and wait until it decides."""
        keys = database.with_name("data.keys")
        KeyFile(keys).rotate()
        options = ["--database", f"sqlite:///{database}", "--data-keys", str(keys)]
        await self._start("coordinator", COORDINATOR_DEVICE, *options, "--always-open")
        await self._stage.wait_for_log("coordinator", COORDINATOR_READY, timeout_s=READY_TIMEOUT_S)

    async def start_kiosk(self, cast: Cast, devices: HallDevices, folder: Path) -> Hand:
        """Start the kiosk on its simulated devices; its outbox lies in `folder`."""
        outbox = folder / f"{cast.kiosk.id}.outbox"
        options = ["--kiosk", cast.kiosk.id, "--printer", devices.printer_url]
        options += ["--outbox", str(outbox)]
        if devices.card_reader_url is not None:
            options += ["--card-reader", devices.card_reader_url]
        if devices.scanner_url is not None:
            options += ["--scanner", devices.scanner_url]
        size = () if self._quiet else ("--width", "540", "--height", "960")
        return await self._start_window("kiosk", cast.kiosk.id, *options, *size)

    async def start_board(self, cast: Cast, announcements: Path) -> Hand:
        """Start the main board with its voice; without a screen nobody listens either."""
        options = ["--display", cast.board.id, "--voice", "--announcements", str(announcements)]
        options += ["--player", "none"] if self._quiet else ["--width", "1280", "--height", "720"]
        return await self._start_window("display", cast.board.id, *options)

    async def start_window_displays(self, cast: Cast) -> list[Hand]:
        """Start the displays over the windows."""
        return [
            await self._start_window("display", entry.id, "--display", entry.id, "--no-voice")
            for entry in cast.window_displays
        ]

    async def start_callers(self, cast: Cast, devices: HallDevices) -> dict[DeviceId, Hand]:
        """Start a panel for each staffed window."""
        hands: dict[DeviceId, Hand] = {}
        for caller in cast.callers:
            options = ["--caller", caller.id]
            if caller.id in devices.keypads:
                options += ["--keypad", devices.keypads[caller.id].url]
            hands[caller.id] = await self._start_window("caller", caller.id, *options)
        return hands

    async def start_bars(self) -> None:
        """Start the program that draws the LED bars."""
        command = [
            *HALLCALL, "--log-json", "led", "--hall", str(self._hall_file),
            "--broker", self._broker.url, "--secrets", str(self._broker.files.secrets),
            "--bar", BAR,
        ]  # fmt: skip
        await self._stage.start("led", command, environment=self._environment)

    async def _start_window(self, command: str, device_id: DeviceId, *options: str) -> Hand:
        port = free_port()
        await self._start(command, device_id, *options, "--fingers", str(port))
        reaching = asyncio.create_task(Hand.reach(device_id, port, timeout_s=READY_TIMEOUT_S))
        watching = asyncio.create_task(self._stage.watch())
        done, _ = await asyncio.wait((reaching, watching), return_when=asyncio.FIRST_COMPLETED)
        for task in (reaching, watching):
            if task not in done:
                task.cancel()
        if watching in done:
            await watching  # raises: says which program ended, and why
        return await reaching

    async def _start(self, command: str, device_id: DeviceId, *options: str) -> None:
        started = program_command(
            command,
            hall_file=self._hall_file,
            broker_url=self._broker.url,
            password_file=self._broker.files.password_file(device_id),
            options=options,
        )
        await self._stage.start(device_id, started, environment=self._environment)


def program_command(
    command: str, *, hall_file: Path, broker_url: str, password_file: Path, options: Sequence[str]
) -> list[str]:
    """Return how a program of the hall is started."""
    return [
        *HALLCALL,
        "--log-json",
        command,
        *("--hall", str(hall_file), "--broker", broker_url),
        *("--password-file", str(password_file)),
        *options,
    ]
