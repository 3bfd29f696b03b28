"""The simulated devices of a demo hall, each on a wire of its own."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from contract.hall import CallerPanel
from contract.ids import DeviceId
from simulation.demo_bar import BAR, DemoBar
from simulation.devices.card_reader import SimCardReader
from simulation.devices.keypads import SimEvaluator, SimKeypad, SimKeypadBus
from simulation.devices.led_card import SimLedCard
from simulation.devices.printer import PrinterModel, SimPrinter
from simulation.devices.printer_paper import Slip
from simulation.devices.scanner import SimScanner
from simulation.devices.wire import Device, PtyWire
from simulation.plan import Cast

PRINT_DOTS_PER_S: Final = 8 * 150.0  # 150 mm/s, as ticket printers do


@dataclass(frozen=True)
class WindowKeypads:
    """What lies at a window beside the panel."""

    url: str
    keypad: SimKeypad | None
    evaluator: SimEvaluator | None
    levels: tuple[int, ...]
    """What the keys of the rating keypad mean, the first key first."""


class HallDevices:
    """A printer, a card reader and a scanner at the kiosk, keypads at the windows, a bar.

    Their cables end in `directory`, under the names of the devices.
    """

    def __init__(self, cast: Cast, directory: Path, *, on_slip: Callable[[Slip], None]) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._plugged = ExitStack()
        self.cables: dict[str, PtyWire] = {}
        model = PrinterModel(dots=cast.kiosk.printer.dots, dots_per_s=PRINT_DOTS_PER_S)
        self.printer = SimPrinter(model, on_slip=on_slip)
        self.printer_url = self._plug(self.printer, "printer")
        self.card_reader = SimCardReader() if cast.kiosk.card_reader is not None else None
        self.card_reader_url: str | None = None
        if self.card_reader is not None:
            self.card_reader_url = self._plug(self.card_reader, "card-reader")
        self.bar = DemoBar(SimLedCard(program="欢迎光临"), cast.callers[-1].window)
        self._plug(self.bar.card, BAR)
        self.scanner = SimScanner() if cast.kiosk.scanner is not None else None
        self.scanner_url: str | None = None
        if self.scanner is not None:
            self.scanner_url = self._plug(self.scanner, "scanner")
        self.keypads: dict[DeviceId, WindowKeypads] = {
            caller.id: self._keypads(caller) for caller in cast.callers if caller.keypad is not None
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._plugged.close()

    def _plug(self, device: Device, name: str) -> str:
        self.cables[name] = self._plugged.enter_context(
            PtyWire(device, link=self._directory / name)
        )
        return self.cables[name].url

    def _keypads(self, caller: CallerPanel) -> WindowKeypads:
        bus, keypad = SimKeypadBus(), caller.keypad
        assert keypad is not None, caller.id
        call, rating = keypad.call_address, keypad.rating_address
        return WindowKeypads(
            url=self._plug(bus, f"keypads-{caller.id}"),
            keypad=None if call is None else SimKeypad(bus, call),
            evaluator=None if rating is None else SimEvaluator(bus, rating),
            levels=keypad.rating_levels,
        )
