"""What time alone brings has come before anything else is decided: nobody is forgotten in between.

Whoever decides looks first at what is due: papers that nobody reports, set times, holds, and those
who have waited long enough for one window. So no command finds any of that undone.
"""

from typing import Final

from contract.hall import HallFile
from simulation.checkers.ledger import Ledger, Paper
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "what is due is not forgotten"
NEVER: Final = 1 << 62


class Promptness:
    """Looks at each row before the ledger does, and again once that has taken it."""

    def __init__(self, file: HallFile, ledger: Ledger, accuse: Accuse) -> None:
        self._overdue_ms: Final = file.policy.paper_overdue_s * 1000
        self._target_ms: Final = file.policy.target_wait_s * 1000
        self._ledger = ledger
        self._accuse = accuse
        self._due: dict[str, int] = {}
        """By when something is to happen to a ticket."""
        self._next_ms = NEVER

    def take(self, row: Happening, *, commanded: bool) -> None:
        """Look at a row, which a command has brought about or not."""
        if not commanded or row.at_ms < self._next_ms:
            return
        for ticket, due_ms in self._due.items():
            if row.at_ms >= due_ms:
                self._accuse(PROMISE, f"{ticket} at {due_ms}: {row.kind} at {row.at_ms} is before")
                self._due[ticket] = NEVER
        self._next_ms = min(self._due.values(), default=NEVER)

    def moved(self, row: Happening) -> None:
        """Note when something is due, once the ledger has taken the row."""
        if row.kind == "day_began":
            self._due.clear()
            self._next_ms = NEVER
        paper = self._ledger.papers.get(row.ticket_id or "")
        if paper is None:
            return
        due_ms = self._due_ms(paper)
        if due_ms is None:
            self._due.pop(paper.ticket_id, None)
        else:
            self._due[paper.ticket_id] = due_ms
            self._next_ms = min(self._next_ms, due_ms)

    def _due_ms(self, paper: Paper) -> int | None:
        if paper.place == "held":
            return paper.until_ms
        if paper.place != "waiting":
            return None
        if not paper.ready:
            return paper.waits_since_ms + self._overdue_ms
        if paper.not_before_ms is not None:
            return paper.not_before_ms
        return paper.waits_since_ms + self._target_ms if paper.kept_for is not None else None
