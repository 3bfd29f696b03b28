"""One rating at most for a service, by whoever was just served, and in time."""

from typing import Final

from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "one rating at most"
CASE: Final = "a bad rating opens a case"
BAD_MAX: Final = 2


class Ratings:
    """Looks at each rating."""

    def __init__(self, accuse: Accuse) -> None:
        self._accuse = accuse
        self._rated: set[str] = set()
        self._invited: dict[str, tuple[str, int]] = {}
        """The service that each window finished last, and until when it may be rated."""
        self._bad = ""
        """A service that was rated badly just now."""

    def take(self, row: Happening) -> None:
        """Look at a row."""
        window, service = row.window_id or "", row.service_id or ""
        self._check_case(service if row.kind == "case_opened" else "")
        if row.kind == "service_finished":
            self._invited[window] = service, row.rating_until_ms or 0
        elif row.kind == "finish_undone":
            self._invited.pop(window, None)
        elif row.kind == "day_began":
            self._rated.clear()
            self._invited.clear()
        elif row.kind == "service_rated":
            if service in self._rated:
                self._accuse(PROMISE, f"{service} is rated twice")
            invited, until_ms = self._invited.get(window, ("", 0))
            if invited != service:
                self._accuse(PROMISE, f"{service} is rated at {window}, which invited {invited}")
            elif row.at_ms > until_ms:
                self._accuse(PROMISE, f"{service} is rated {row.at_ms - until_ms} ms too late")
            self._rated.add(service)
            self._bad = service if (row.level or 0) <= BAD_MAX else ""

    def committed(self) -> None:
        """All rows of a commit are taken."""
        self._check_case("")

    def _check_case(self, opened: str) -> None:
        bad, self._bad = self._bad, ""
        if bad != opened:
            self._accuse(CASE, f"{bad} is rated badly: {opened} has a case")
