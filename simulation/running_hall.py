"""The programs of a demo hall with their simulated devices: all up, and all gone afterwards."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from broker_config import Broker, start_broker
from contract.hall import HallFile, parse_hall
from contract.ids import DeviceId
from simulation.citizens import Tray
from simulation.demo_bar import BAR, hall_with_a_bar
from simulation.hall_devices import HallDevices
from simulation.hand import Hand
from simulation.plan import Cast, choose_cast
from simulation.programs import Programs
from simulation.stage import Stage


@dataclass(frozen=True, kw_only=True)
class DemoOptions:
    """How a demo is to run. `visitors` None: they keep coming until Ctrl-C."""

    hall_file: Path
    hall: HallFile
    out: Path
    visitors: int | None
    speed: float
    seed: int
    windows_seen: bool


@dataclass(frozen=True)
class RunningHall:
    """A hall whose programs are up."""

    cast: Cast
    broker: Broker
    stage: Stage
    devices: HallDevices
    kiosk: Hand
    board: Hand
    window_displays: Sequence[Hand]
    callers: dict[DeviceId, Hand]
    tray: Tray
    out: Path

    @property
    def screens(self) -> Path:
        return self.out / "screens"

    @property
    def announcements(self) -> Path:
        return self.out / "announcements"

    @property
    def database(self) -> Path:
        return self.out / "hall.db"

    async def let_go(self) -> None:
        """Take all hands off the windows."""
        for hand in (self.kiosk, self.board, *self.window_displays, *self.callers.values()):
            await hand.close()


@asynccontextmanager
async def running_hall(
    options: DemoOptions, say: Callable[[str], None]
) -> AsyncIterator[RunningHall]:
    """Start broker, devices and programs; end them all, whatever happens."""
    out = options.out.resolve()
    _clear(out)
    cast = choose_cast(options.hall)
    hall_file = out / "hall.toml"
    hall_file.write_text(_with_a_bar(options, cast, out), encoding="utf-8")
    say("starting the broker")
    with_bar = parse_hall(hall_file.read_text(encoding="utf-8"))
    broker = await asyncio.to_thread(start_broker, with_bar, out / "broker")
    stage = Stage(out / "logs")
    tray = Tray(out / "tickets")
    try:
        with HallDevices(cast, out / "devices", on_slip=tray.on_slip) as devices:
            programs = Programs(
                stage,
                broker,
                hall_file,
                windows_seen=options.windows_seen,
                quiet=not options.windows_seen,
            )
            say("starting the coordinator")
            await programs.start_coordinator(out / "hall.db")
            say("starting kiosk, boards, window displays, an LED bar and panels")
            await programs.start_bars()
            hall = RunningHall(
                cast=cast,
                broker=broker,
                stage=stage,
                devices=devices,
                kiosk=await programs.start_kiosk(cast, devices, out / "outbox"),
                board=await programs.start_board(cast, out / "announcements"),
                window_displays=await programs.start_window_displays(cast),
                callers=await programs.start_callers(cast, devices),
                tray=tray,
                out=out,
            )
            try:
                yield hall
            finally:
                await hall.let_go()
                await stage.end()  # before its devices are unplugged
    finally:
        await stage.end()
        await asyncio.to_thread(broker.stop)


def _with_a_bar(options: DemoOptions, cast: Cast, out: Path) -> str:
    text = options.hall_file.read_text(encoding="utf-8")
    cable = out / "devices" / BAR
    return hall_with_a_bar(text, cast.callers[-1], zone=cast.board.zone, cable=cable)


def _clear(out: Path) -> None:
    """Make room for this run's results in the folder."""
    out.mkdir(parents=True, exist_ok=True)
    for entry in out.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            if entry.name in ("tickets", "screens", "announcements", "logs", "devices", "outbox"):
                shutil.rmtree(entry)
        elif entry.name.startswith(("hall.db", "transcript.jsonl")):
            entry.unlink()
