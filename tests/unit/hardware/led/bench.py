"""A window's LED card on a wire, for the tests of its driver."""

from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from hardware.led import (
    BX_6K,
    LedEvent,
    LedLine,
    LedSettings,
    Oddity,
    OnbonBar,
    OnbonOptions,
    Row,
)
from hardware.led.codec import Frame
from hardware.led.commands import ask_status
from simulation.devices.led_card import SimLedCard
from simulation.devices.wire import PtyWire, TcpWire, Wire
from tests.helpers.patience import PATIENCE_S

CALL, IDLE = Row("请A012到3号窗口", "A012"), Row("热情为您服务")
PATIENT = LedSettings(
    reply_s=5.0, late_s=0.5, refresh_s=0.02, check_s=0.1, busy_gap_s=0.02, try_gap_s=0.01,
    busy_tries=3, backoff_s=(0.05,),
)  # fmt: skip
HASTY = LedSettings(
    reply_s=0.15,
    late_s=0.5,
    refresh_s=0.02,
    check_s=0.1,
    try_gap_s=0.01,
    tries=2,
    backoff_s=(0.05,),
)


class Window:
    """One card on a wire, its driver, and what that says."""

    def __init__(
        self,
        directory: Path,
        *,
        tcp: bool = True,
        settings: LedSettings = PATIENT,
        card: SimLedCard | None = None,
        rows: int = 1,
        resend_s: float = 60.0,
        **options: Any,
    ) -> None:
        self.card = card or SimLedCard(refresh_s=0)
        self.wire: Wire = TcpWire(self.card) if tcp else PtyWire(self.card, link=directory / "bar")
        self.wire.plug()
        self.events: Queue[LedEvent] = Queue()
        told = OnbonOptions(family=BX_6K, width=128, height=32, rows=rows, bauds=(9600,), **options)
        self.bar = OnbonBar(told, settings, resend_s=resend_s)
        self.line = LedLine(self.wire.url, {"b1": self.bar}, self.events.put, settings)

    def show(self, *rows: Row | None) -> None:
        self.line.show("b1", rows)

    def sees(self, *texts: str) -> bool:
        return self.card.wait_for(lambda: self.card.texts == texts, timeout_s=PATIENCE_S)

    def is_checked(self) -> bool:
        """Wait until the driver knows that all is shown, and asks only how the card is."""

        def asked() -> bool:
            last = self.card.heard[-1]
            return isinstance(last, Frame) and last.data == ask_status()

        return self.card.wait_for(asked, timeout_s=PATIENCE_S)

    def next_event(self) -> LedEvent:
        return self.events.get(timeout=PATIENCE_S)

    def counted(self, oddity: Oddity) -> int:
        return self.line.oddities["b1", oddity]

    def close(self) -> None:
        self.line.stop()
        self.wire.unplug()


both_wires = pytest.mark.parametrize("tcp", [True, False], ids=["tcp", "pty"])
