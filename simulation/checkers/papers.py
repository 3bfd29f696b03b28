"""Every paper that came out is in the journal, and what kiosks report of papers is kept."""

from typing import Final, Protocol

from simulation.checkers.ledger import Ledger
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "every paper is in the journal"
REPORTS: Final = "no report of a paper is lost"
WORTH: Final = "no paper in hand is given up by a machine"
GIVEN_UP: Final = frozenset({"not_printed", "visitor_left"})
"""Why a kiosk cancels a ticket that nobody can have."""


class Paper(Protocol):
    """What stands on a paper."""

    @property
    def ticket_id(self) -> str: ...
    @property
    def number(self) -> str: ...


class Papers:
    """Looks at papers as they come out, and at what became of them in the end."""

    def __init__(self, ledger: Ledger, accuse: Accuse) -> None:
        self._ledger = ledger
        self._accuse = accuse
        self._out: set[str] = set()
        self.count = 0

    def came_out(self, slip: Paper) -> None:
        """A paper is in somebody's hand: it was answered for, so it is in the journal already."""
        self.count += 1
        self._out.add(slip.ticket_id)
        paper = self._ledger.papers.get(slip.ticket_id)
        if paper is None:
            self._accuse(PROMISE, f"{slip.ticket_id} is not")
        elif paper.number != slip.number:
            self._accuse(PROMISE, f"{slip.ticket_id} says {slip.number}, not {paper.number}")
        elif paper.place == "cancelled":
            self._accuse(WORTH, f"{slip.ticket_id} was cancelled before it came out")

    def take(self, row: Happening) -> None:
        """Look at a row."""
        if row.kind == "ticket_cancelled" and row.reason in GIVEN_UP and row.ticket_id in self._out:
            self._accuse(WORTH, f"{row.ticket_id}, cancelled as {row.reason}")

    def report_taken(self, ticket_id: str) -> None:
        """The coordinator has thanked a kiosk for its report."""
        paper = self._ledger.papers.get(ticket_id)
        if paper is not None and paper.outcome is None:
            self._accuse(REPORTS, f"{ticket_id} was reported, and the journal does not know")
