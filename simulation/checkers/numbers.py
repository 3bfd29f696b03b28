"""No number is given twice in a series and a day, unless the series has run round."""

from collections import defaultdict
from typing import Final

from contract.hall import HallFile, Series
from simulation.checkers.ledger import ENDED, Ledger
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "no number twice"


class Numbers:
    """Looks at each number that is given. Comes before the ledger."""

    def __init__(self, file: HallFile, ledger: Ledger, accuse: Accuse) -> None:
        self._last: dict[str, int] = {
            series.id: _last_for_all(file, series) for series in file.series
        }
        self._ledger = ledger
        self._accuse = accuse
        self._ticket_of: dict[str, str] = {}
        self._given: dict[str, set[int]] = defaultdict(set)

    def take(self, row: Happening) -> None:
        """Look at a row."""
        if row.kind == "day_began":
            self._ticket_of.clear()
            self._given.clear()
        elif row.series_position is not None and row.series_id is not None:
            self._given_out(row, row.series_id, row.series_position)

    def _given_out(self, row: Happening, series: str, position: int) -> None:
        number = row.number or ""
        earlier = self._ledger.papers.get(self._ticket_of.get(number, ""))
        if earlier is not None and earlier.place not in ENDED:
            self._accuse(PROMISE, f"{number} is given again while {earlier.ticket_id} is open")
        given = self._given[series]
        if position in given and self._last[series] not in given:
            self._accuse(PROMISE, f"{number} is given again, and the series has not run round")
        given.add(position)
        self._ticket_of[number] = row.ticket_id or ""


def _last_for_all(file: HallFile, series: Series) -> int:
    """Return the last number that no kiosk keeps for itself."""
    kept: set[int] = set()
    for kiosk in file.kiosk:
        if kiosk.alone is not None and series.id in file.series_of(kiosk):
            kept.update(range(kiosk.alone.first, kiosk.alone.last + 1))
    return next(at for at in range(series.last, series.first - 1, -1) if at not in kept)
