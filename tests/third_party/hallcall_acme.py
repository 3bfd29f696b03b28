"""Acme's LED bar, as a package of its own brings it to hallcall. The whole of it is this file.

The bar has one row. A text is STX, the text in GBK, CR; the bar answers "OK" and CR. To ENQ it
answers its name and CR, and shows nothing.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Final

from pydantic import Field

from hardware.errors import NoReply
from hardware.led.bar import Row, Rows
from hardware.led.events import Oddity
from hardware.led.text import fit
from hardware.profiles import BarPlace, BarProfile, Options, Probe, Wiring
from hardware.profiles.probing import await_reply
from hardware.transport import Transport
from simulation.by_hand import Order, Surroundings
from simulation.devices.wire import Device

ENQ: Final = b"\x05"
REPLY_S: Final = 1.0


class AcmeOptions(Options):
    cells: Annotated[int, Field(ge=4, le=64)] = Field(default=16, description="how wide it is")


class AcmeBar:
    """A `hardware.led.bar.Bar`: says texts on a line that others open and keep."""

    rows = 1
    bauds = (9_600,)
    resend_s = 20.0

    def __init__(self, options: AcmeOptions) -> None:
        self._cells = options.cells
        self.on_oddity: Callable[[Oddity], None] = lambda oddity: None

    def greet(self, line: Transport) -> bool:
        if ask_name(line) is None:
            raise NoReply("the bar does not answer: check its power and its cable")
        return True

    def write(self, line: Transport, rows: Rows, *, anew: bool) -> frozenset[int]:
        row: Row | None = rows[0]
        text = fit(row.text if row else "", bytes_max=self._cells).data
        line.flush_input()
        line.write(b"\x02" + text + b"\r")
        if await_reply(line, REPLY_S, _ok) is None:
            raise NoReply("the bar did not take the text: check its cable")
        return frozenset({0})

    def shows(self, line: Transport, rows: Sequence[int]) -> bool:
        return self.greet(line)


def open_bar(wiring: Wiring, options: AcmeOptions, place: BarPlace) -> AcmeBar:
    return AcmeBar(options)  # of the others it needs nothing: one size, one speed, no address


def ask_name(line: Transport) -> str | None:
    """Ask who it is; harms nothing, so `hallcall devices` may ask it, too."""
    line.flush_input()
    line.write(ENQ)
    return await_reply(line, REPLY_S, lambda data: "Acme bar" if b"ACME" in data else None)


def _ok(data: bytes) -> bool | None:
    return True if b"OK\r" in data else None


class SimAcmeBar(Device):
    """The far end, for tests and for `hallcall simulate-device bar --profile acme`."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.text = ""
        self.mute = False
        self._around = around
        self._heard = b""

    @property
    def device(self) -> Device:
        return self

    @property
    def orders(self) -> Sequence[Order]:
        return (
            Order("power-cycle", "switch off and on: it shows nothing", self.power_cycle),
            Order("mute", "answer nothing", self.set_mute),
        )

    def face(self) -> str:
        return f"[{self.text}]"

    def power_cycle(self) -> None:
        self.text = ""

    def set_mute(self, mute: bool) -> None:
        self.mute = mute

    def receive(self, data: bytes) -> None:
        for byte in data:
            self._heard += bytes([byte])
            if self._heard.endswith(ENQ):
                self._answer(b"ACME 1.0\r")
            elif self._heard.endswith(b"\r"):
                self.text = self._heard.rpartition(b"\x02")[2][:-1].decode("gbk", errors="replace")
                self._around.say(f"it shows: {self.text}")
                self._answer(b"OK\r")

    def _answer(self, answer: bytes) -> None:
        self._heard = b""
        if not self.mute:
            self.send(answer)


PROFILE: Final = BarProfile(
    name="acme",
    what="Acme LED bar, one row",
    options=AcmeOptions,
    open=open_bar,
    probe=Probe(ask=ask_name, bauds=(9_600,), rank=6),
    simulator="hallcall_acme:SimAcmeBar",
)
