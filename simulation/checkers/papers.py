"""Every paper that came out is in the journal, and what kiosks report of papers is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Protocol

from contract.ids import COORDINATOR_DEVICE
from simulation.checkers.ledger import Ledger
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "every paper is in the journal"
REPORTS: Final = "no report of a paper is lost"
WORTH: Final = "no paper in hand is given up by a machine"
TWICE: Final = "no number twice"
TIME: Final = "what was given alone has its true time"
TIME_WRONG_MS_MAX: Final = 10_000
"""A heartbeat, by which a kiosk knows the time, may be under way for 4 s on either line."""
GIVEN_UP: Final = frozenset({"not_printed", "visitor_left"})
"""Why a kiosk cancels a ticket that nobody can have."""


class Paper(Protocol):
    """What stands on a paper."""

    @property
    def ticket_id(self) -> str: ...
    @property
    def number(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Alone:
    """A ticket that a kiosk gave without the coordinator."""

    kiosk_id: str
    number: str
    at_ms: int
    """In true time."""


class Papers:
    """Looks at papers as they come out, and at what became of them in the end."""

    def __init__(self, ledger: Ledger, accuse: Accuse) -> None:
        self._ledger = ledger
        self._accuse = accuse
        self._out: set[str] = set()
        self._alone: dict[str, Alone] = {}
        self.count = 0

    def given_alone(self, kiosk_id: str, slip: Paper, at_ms: int) -> None:
        """A kiosk gives a ticket by itself; the journal hears of it later."""
        earlier = self._alone.get(slip.ticket_id)
        if earlier is not None:
            self._accuse(TWICE, f"{slip.number} by {kiosk_id}, and by {earlier.kiosk_id} before")
        self._alone[slip.ticket_id] = Alone(kiosk_id, slip.number, at_ms)

    def compare(self, clocks_wrong: Collection[str]) -> None:
        """See that all is handed in by now, with the true time.

        A kiosk whose clock was wrong may not know it, but then it says by how much it may be wrong.
        """
        hall_wrong = COORDINATOR_DEVICE in clocks_wrong
        for ticket_id, alone in self._alone.items():
            paper = self._ledger.papers.get(ticket_id)
            if paper is None:
                if ticket_id in self._out:
                    self._accuse(PROMISE, f"{ticket_id}, given alone by {alone.kiosk_id}, is not")
            elif paper.number != alone.number:
                self._accuse(PROMISE, f"{ticket_id} says {alone.number}, not {paper.number}")
            elif not hall_wrong:
                wrong_ms = abs(paper.issued_at_ms - alone.at_ms)
                said_ms = paper.clock_bound_ms if alone.kiosk_id in clocks_wrong else 0
                if wrong_ms > TIME_WRONG_MS_MAX + said_ms:
                    self._accuse(TIME, f"{ticket_id} by {alone.kiosk_id} is {wrong_ms} ms wrong")

    def came_out(self, slip: Paper) -> None:
        """A paper is in somebody's hand: it was answered for, so it is in the journal already."""
        self.count += 1
        self._out.add(slip.ticket_id)
        if slip.ticket_id in self._alone:
            return
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
