"""The simulated ticket printer, worked by hand."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

from hardware.errors import NoChineseFont
from hardware.escpos.fonts import FontBook
from simulation.by_hand.instrument import Surroundings
from simulation.by_hand.order import Order
from simulation.devices.printer import NEAR_END_DOTS, ROLL_DOTS, PrinterModel, SimPrinter
from simulation.devices.printer_drawing import render_png
from simulation.devices.printer_paper import BarCode, Gap, Mark, QrCode, Raster, Slip, TextLine

DOTS_PER_MM = 8
USUAL_MM_PER_S = 150
PAPER_COLUMNS = 48
KNACKS: Final = {
    field.name.replace("_", "-"): field.name
    for field in fields(PrinterModel)
    if isinstance(field.default, bool)
}
"""What models have or have not, as it is typed."""


class PrinterOnTheBench:
    """A printer for 80 mm paper that prints as fast as real ones."""

    def __init__(self, around: Surroundings, printer: SimPrinter | None = None) -> None:
        model = PrinterModel(dots_per_s=float(USUAL_MM_PER_S * DOTS_PER_MM))
        self._around = around
        self._slips = 0
        self._fonts: FontBook | None = None
        self.device = printer or SimPrinter(model, on_slip=self._slip_came)

    @property
    def orders(self) -> Sequence[Order]:
        sim = self.device
        return (
            Order("paper-out", "take the roll out", sim.take_paper_out),
            Order("paper", "put in a new roll, or what is left of one", self._load),
            Order("near-end", "the roll is nearly used up", self._near_end),
            Order("flicker", "the near-end sensor sees a short gap", sim.flicker_near_end),
            Order("paper-ends-after", "the roll ends in the middle of a slip", self._ends_after),
            Order("cover-open", "open the cover", sim.open_cover),
            Order("cover-close", "close it", sim.close_cover),
            Order("cover-opens-after", "open it in the middle of a slip", self._opens_after),
            Order("jam-cutter", "the next cut fails", sim.jam_cutter),
            Order("fail", "report an error; none: it is over", sim.fail),
            Order("mute", "take everything, answer nothing", self._mute),
            Order("mute-offline", "while offline, answer nothing", self._mute_offline),
            Order("lose", "so many answers are lost", sim.lose_replies),
            Order("pieces", "answers come byte by byte from now on", sim.send_replies_in_pieces),
            Order("together", "so many answers come in one go", sim.send_replies_together),
            Order("drawer", "open the cash drawer, or close it", self._drawer),
            Order("slow", f"print so slowly; usual: {USUAL_MM_PER_S}", self._speed),
            Order(
                "model",
                f"be another model, and switch off and on: {', '.join(KNACKS)}",
                self._model,
            ),
            Order("power-cycle", "switch off and on: what it had to print is gone", self._power),
            Order("unknown", "list commands it did not know", self._unknown),
        )

    def face(self) -> str:
        """Return lights, the tray and the last slip."""
        status = self.device.condition()
        slips = self.device.wait_for_slips(0)
        paper = (
            "\n".join(f"│{line:<{PAPER_COLUMNS}}│" for line in _drawn(slips[-1])) if slips else ""
        )
        return f"{status}   slips in the tray: {len(slips)}\n{paper}".rstrip()

    def _load(self, mm: int = ROLL_DOTS // DOTS_PER_MM) -> None:
        self.device.load_paper(mm * DOTS_PER_MM)

    def _near_end(self) -> None:
        self.device.load_paper(NEAR_END_DOTS - 1)

    def _ends_after(self, mm: int) -> None:
        self.device.after_dots(mm * DOTS_PER_MM, self.device.take_paper_out)

    def _opens_after(self, mm: int) -> None:
        self.device.after_dots(mm * DOTS_PER_MM, self.device.open_cover)

    def _drawer(self, is_open: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.open_drawer(is_open=is_open)

    def _mute(self, mute: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.set_mute(mute=mute)

    def _mute_offline(self, mute: bool) -> None:  # noqa: FBT001
        self.device.model = replace(self.device.model, silent_when_offline=mute)

    def _speed(self, mm_per_s: float = USUAL_MM_PER_S) -> None:
        if mm_per_s <= 0:
            raise ValueError("more than 0 mm/s")
        self.device.model = replace(self.device.model, dots_per_s=mm_per_s * DOTS_PER_MM)

    def _model(self, knack: str, has: bool) -> None:  # noqa: FBT001 - words that are typed
        if knack not in KNACKS:
            raise ValueError(f'there is no "{knack}"')
        change: dict[str, Any] = {KNACKS[knack]: has}
        self.device.model = replace(self.device.model, **change)
        self._power()

    def _power(self) -> None:
        self.device.cycle_power()

    def _unknown(self) -> str:
        return "\n".join(command.hex(" ") for command in self.device.unknown_commands) or "none"

    def _slip_came(self, slip: Slip) -> None:
        self._slips += 1
        codes = "".join(f", QR code {payload}" for payload in slip.qr_payloads)
        first = next((line.strip() for line in slip.lines if line.strip()), "")
        self._around.say(f"slip {self._slips} came out: {first}{codes}{self._kept(slip)}")

    def _kept(self, slip: Slip) -> str:
        if self._around.pictures is None:
            return ""
        path = self._around.pictures / f"slip-{self._slips:04}.png"
        try:
            self._fonts = self._fonts or FontBook.find()
            self._around.pictures.mkdir(parents=True, exist_ok=True)
            render_png(slip, self._fonts).save(path)
        except (NoChineseFont, OSError) as error:
            return f" (no picture: {error})"
        return f" -> {path}"


def make(around: Surroundings) -> PrinterOnTheBench:
    """Return a printer, switched on, with a new roll."""
    return PrinterOnTheBench(around)


def _drawn(slip: Slip) -> list[str]:
    """Return about how the slip looks in characters; a picture is only named."""
    return [line for mark in slip.marks for line in _mark(mark)]


def _mark(mark: Mark) -> list[str]:
    match mark:
        case TextLine():
            return [_placed(mark.text, mark.align)]
        case QrCode(payload=payload, align=align):
            return [_placed(f"[QR code {payload}]", align)]
        case BarCode(content=content, align=align):
            return [_placed(f"[bar code {content}]", align)]
        case Raster(width_bytes=width, rows=rows, align=align):
            return [_placed(f"[picture {width * 8} x {rows}]", align)]
        case Gap():
            return []


def _placed(text: str, align: int) -> str:
    place = (str.ljust, str.center, str.rjust)[min(align, 2)]
    return place(text[:PAPER_COLUMNS], PAPER_COLUMNS)
