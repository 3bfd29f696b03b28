"""Every paper that came out is in the journal, and what kiosks report of papers is kept."""

from typing import Final

from kiosk.core.slip import Slip
from simulation.checkers.ledger import Ledger
from simulation.checkers.verdict import Accuse

PROMISE: Final = "every paper is in the journal"
REPORTS: Final = "no report of a paper is lost"


class Papers:
    """Looks at papers as they come out, and at what became of them in the end."""

    def __init__(self, ledger: Ledger, accuse: Accuse) -> None:
        self._ledger = ledger
        self._accuse = accuse
        self._numbers: dict[tuple[str, str], str] = {}
        self._reported: list[str] = []
        self.count = 0

    def came_out(self, slip: Slip) -> None:
        """A paper is in somebody's hand: it was answered for, so it is in the journal already."""
        self.count += 1
        paper = self._ledger.papers.get(slip.ticket_id)
        if paper is None:
            self._accuse(PROMISE, f"{slip.ticket_id} is not")
        elif paper.number != slip.number:
            self._accuse(PROMISE, f"{slip.ticket_id} says {slip.number}, not {paper.number}")

    def report_taken(self, ticket_id: str) -> None:
        """The coordinator has thanked a kiosk for its report."""
        paper = self._ledger.papers.get(ticket_id)
        if paper is not None and paper.outcome is None:
            self._accuse(REPORTS, f"{ticket_id} was reported, and the journal does not know")
