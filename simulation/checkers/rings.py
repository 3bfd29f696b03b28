"""A kiosk that rings for a person does so once, until somebody comes or it has rung long enough."""

from typing import Final

from contract.hall.alarms import RING_LAPSES_MS
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "a kiosk rings once until somebody comes"


class Rings:
    """Looks at each ring."""

    def __init__(self, accuse: Accuse) -> None:
        self._accuse = accuse
        self._since_ms: dict[str, int] = {}

    def take(self, row: Happening) -> None:
        """Look at a row."""
        kiosk = row.kiosk_id or ""
        if row.kind == "day_began":
            self._since_ms.clear()
        elif row.kind == "kiosk_rang":
            if kiosk in self._since_ms:
                self._accuse(PROMISE, f"{kiosk} rings again, and nobody has answered")
            self._since_ms[kiosk] = row.at_ms
        elif row.kind in ("ring_answered", "ring_lapsed"):
            since_ms = self._since_ms.pop(kiosk, None)
            if since_ms is None:
                self._accuse(PROMISE, f"{row.kind}, and {kiosk} does not ring")
            elif row.kind == "ring_answered" and row.clerk_id is None:
                self._accuse(PROMISE, f"nobody at {row.window_id} answers {kiosk}")
            elif row.kind == "ring_lapsed" and row.at_ms - since_ms < RING_LAPSES_MS:
                self._accuse(PROMISE, f"{kiosk} has rung for {row.at_ms - since_ms} ms only")
