"""What the kiosk's devices have done, counted from their news."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from hardware.counters import HIDDEN, Counters
from hardware.idcard import CardEvent, CardRead, ServiceCardRead
from hardware.scanner import Scanned, ScannerEvent, ZoneScanned
from kiosk.core.equipment import Paper, PrinterHealth
from kiosk.core.roll import Worn, look
from kiosk.core.slip import SlipKind
from kiosk.devices.printer import PrinterNews, SlipDone

TICKETS: Final = "tickets"
TICKETS_SINCE_ROLL: Final = "tickets_since_roll"
LISTS: Final = "lists"
ROLLS: Final = "rolls"
CARD_READS: Final = "card_reads"
SCANS: Final = "scans"
WORN: Final = f"{HIDDEN}roll"

_OF_KIND: Final[Mapping[SlipKind, str]] = {"ticket": TICKETS, "list": LISTS}

News: TypeAlias = PrinterNews | CardEvent | ScannerEvent


class DeviceCounts:
    """Counts on the thread that tells it news."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    def hear(self, news: News) -> None:
        """Take one piece of news of a device."""
        match news:
            case SlipDone(paper=Paper.PRINTED | Paper.UNCERTAIN, kind=kind):
                if kind in _OF_KIND:
                    self._counters.add(_OF_KIND[kind])
                self._counters.add(TICKETS_SINCE_ROLL)  # whatever it was, it has used up paper
            case PrinterHealth():
                self._look_at_the_roll(news)
            case CardRead() | ServiceCardRead():
                self._counters.add(CARD_READS)
            case Scanned() | ZoneScanned():
                self._counters.add(SCANS)

    def _look_at_the_roll(self, health: PrinterHealth) -> None:
        before = Worn(self._counters.get(WORN))
        worn, changed = look(before, health)
        if worn is not before:
            self._counters.set(WORN, worn)
        if changed:
            self._counters.set(TICKETS_SINCE_ROLL, 0)
            self._counters.add(ROLLS)
