"""The street hall with its real programs: the coordinator a process, the windows in this one."""

from pathlib import Path
from typing import Self

import caller.main
import display.main
import kiosk.main
from broker_config import Broker
from caller.config import CallerConfig
from caller.core.ports import Opening
from contract.hall import parse_hall
from contract.ids import DeviceId
from display.config import DisplayConfig
from kiosk.config import KioskConfig
from messaging import BrokerAddress
from qtkit.program import application
from simulation.devices.card_reader import SimCardReader
from simulation.devices.printer import SimPrinter
from simulation.devices.wire import PtyWire
from tests.helpers.accounts import credentials
from tests.helpers.processes import CoordinatorProcess
from tests.helpers.qt import item, text, wait_for

KIOSK, PANEL, BOARD, SIGN = map(DeviceId, ("k1", "panel-1", "board-main", "wd-1"))


class Street:
    """A broker, a coordinator, and whatever windows a test opens. Close it in the end.

    The windows have the hall file of the coordinator; panels open whole cards by `opening`.
    """

    def __init__(
        self,
        broker: Broker,
        directory: Path,
        *,
        hall_file: Path | None = None,
        opening: Opening | None = None,
    ) -> None:
        application()
        self.broker = broker
        self.directory = directory
        self.coordinator = CoordinatorProcess(broker, directory / "hall.db", hall_file=hall_file)
        self.hall = parse_hall(self.coordinator.hall_file.read_text("utf-8"))
        self._opening = opening
        self.printer, self.reader = SimPrinter(), SimCardReader()
        self.printer_wire = PtyWire(self.printer, link=directory / "printer").plug()
        self.reader_wire = PtyWire(self.reader, link=directory / "card-reader").plug()
        self._windows: list[
            kiosk.main.KioskProgram | caller.main.CallerProgram | display.main.DisplayProgram
        ] = []

    def __enter__(self) -> Self:
        self.coordinator.start()
        return self

    def __exit__(self, *_: object) -> None:
        for window in self._windows:
            window.close()
        self.coordinator.cut_power()
        self.printer_wire.unplug()
        self.reader_wire.unplug()

    def kiosk(self) -> kiosk.main.KioskProgram:
        """Open the kiosk. A second one has the same devices plugged in."""
        config = KioskConfig(
            hall=self.hall,
            kiosk_id=KIOSK,
            broker=BrokerAddress.parse(self.broker.url),
            credentials=credentials(self.broker, KIOSK),
            printer_url=self.printer_wire.url,
            card_reader_url=self.reader_wire.url,
        )
        self._windows.append(opened := kiosk.main.start(config))
        return opened

    def caller(self) -> caller.main.CallerProgram:
        """Open the panel of window 1; no keypad is plugged in."""
        config = CallerConfig(
            hall=self.hall,
            caller_id=PANEL,
            broker=BrokerAddress.parse(self.broker.url),
            credentials=credentials(self.broker, PANEL),
            opening=self._opening,
        )
        self._windows.append(opened := caller.main.start(config))
        return opened

    def display(self, display_id: DeviceId = BOARD) -> display.main.DisplayProgram:
        """Open a display; the board speaks into files."""
        config = DisplayConfig(
            hall=self.hall,
            display_id=display_id,
            broker=BrokerAddress.parse(self.broker.url),
            credentials=credentials(self.broker, display_id),
            player="none",
            cache_dir=self.directory / "cache",
        )
        self._windows.append(opened := display.main.start(config))
        return opened


def wait_for_page(program: kiosk.main.KioskProgram, kind: str) -> None:
    """Wait until the kiosk shows a page."""
    page = f"page.{kind}"
    wait_for(lambda: item(program.window, page), what=f"no {page}")


def wait_until_fresh(board: display.main.DisplayProgram) -> None:
    """Wait until the display believes in what it shows."""
    name = "board" if item(board.window, "page.board") else "window"
    wait_for(lambda: item(board.window, f"{name}.stale") is None, what="still stale")


def wait_until_online(panel: caller.main.CallerProgram) -> None:
    """Wait until the panel has its line and its coordinator."""
    wait_for(lambda: text(panel.window, "panel.offline") is None, what="still offline")
