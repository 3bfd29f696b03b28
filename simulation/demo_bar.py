"""An LED bar over the last window of a demo: added to its hall file, simulated, and watched."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contract.hall import CallerPanel, parse_hall
from contract.ids import DeviceId, WindowId
from hardware.escpos.fonts import FontBook
from messaging.clock import now_ms
from simulation.devices.led_card import SimLedCard
from simulation.devices.led_drawing import render_png
from simulation.observers import LOOK_S
from simulation.transcript import Transcript

BAR: Final = DeviceId("demo-bar")
_NUMBER: Final = re.compile(r"[A-Z]+\d+")


@dataclass(frozen=True)
class DemoBar:
    """The bar: its card, and the window it hangs over."""

    card: SimLedCard
    window_id: WindowId

    def draw(self, file: Path) -> None:
        """Make a picture of it."""
        render_png(self.card, FontBook.find()).save(file)


def hall_with_a_bar(text: str, caller: CallerPanel, *, zone: str, cable: Path) -> str:
    """Return the hall file with a bar over the window of `caller`, at the end of `cable`."""
    entry = {"id": BAR, "zone": zone, "window": caller.window, "url": str(cable)}
    lines = "\n".join(f'{key} = "{value}"' for key, value in entry.items())
    added = f"{text.rstrip()}\n\n[[bar]]\n{lines}\n"
    parse_hall(added)
    return added


class BarWatcher:
    """Writes down each number that comes to stand on the bar."""

    def __init__(self, bar: DemoBar, transcript: Transcript) -> None:
        self._bar = bar
        self._transcript = transcript
        self._last = ""

    async def watch(self) -> None:
        """Watch until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK_S)

    def look(self) -> None:
        """Look once."""
        texts = self._bar.card.texts
        if not texts:
            return  # dark for a moment: a new call flashes
        found = _NUMBER.search(" ".join(texts))
        number = found[0] if found else ""
        if number and number != self._last:
            self._transcript.note("on_bar", now_ms(), number=number, window=self._bar.window_id)
        self._last = number
