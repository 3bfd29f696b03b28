"""What the kiosk is told of the texts that come from a scanner, by a wire or by a keyboard."""

from hardware.mrz.collector import MrzCollector, could_be_part
from hardware.scanner.codec import Garbage
from hardware.scanner.events import Scanned, ScannerEvent, ScanRefused, ZoneScanned
from hardware.scanner.settings import ScannerSettings


class Readings:
    """Joins the lines of a document, and tells each code once while it is held there. No clock."""

    def __init__(self, settings: ScannerSettings) -> None:
        self._settings = settings
        self._zone = MrzCollector()
        self._line_at_s = 0.0
        self._last: int | None = None  # a hash: nothing of a person stays in here
        self._last_at_s = 0.0

    def take(self, text: str | Garbage, now_s: float) -> ScannerEvent | None:
        """Return what a text means, or None if more has to come or it was told already."""
        if isinstance(text, Garbage):
            return ScanRefused(text.cause)
        if now_s - self._line_at_s > self._settings.line_gap_s:
            self._zone.reset()
        line = text.upper()
        if not could_be_part(line):
            self._zone.reset()
            return self._once(Scanned(text), now_s)
        self._line_at_s = now_s
        lines = self._zone.feed(line)
        return None if lines is None else self._once(ZoneScanned(lines), now_s)

    def _once(self, event: Scanned | ZoneScanned, now_s: float) -> ScannerEvent | None:
        same = hash(event)
        known = same == self._last and now_s - self._last_at_s < self._settings.same_code_s
        self._last, self._last_at_s = same, now_s
        return None if known else event
