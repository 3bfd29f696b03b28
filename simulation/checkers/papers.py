"""Every paper that came out is in the journal, and what kiosks report of papers is kept."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, Protocol

from contract.ids import COORDINATOR_DEVICE
from simulation.checkers.ledger import Ledger
from simulation.checkers.ledger import Paper as Kept
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "every paper is in the journal"
REPORTS: Final = "no report of a paper is lost"
WORTH: Final = "no paper in hand is given up by a machine"
KNOWN: Final = "it is known what became of every paper"
COPY: Final = "a ticket has one paper"
TRUE: Final = "what is said of a paper is true"
NOT_OUT: Final = frozenset({"not_printed", "on_screen"})
TWICE: Final = "no number twice"
EXPLAINED: Final = "a paper that calls nobody is explained, and rightly"
TIME: Final = "what was given alone has its true time"
TIME_WRONG_MS_MAX: Final = 10_000
"""A heartbeat, by which a kiosk knows the time, may be under way for 4 s on either line."""
OVER: Final = frozenset({"day_ended", "day_unclear"})
"""Why a paper calls nobody that was right when it was given. No hall file is changed here."""
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
        self._handed_in: dict[tuple[str, str], list[str]] = defaultdict(list)
        """The tickets that a kiosk gave alone, by its id and their number."""
        self._explained: dict[str, str] = {}
        """Why a paper calls nobody."""
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
            paper, reason = self._found(ticket_id, alone), self._explained.get(ticket_id)
            wrong = hall_wrong or alone.kiosk_id in clocks_wrong
            if paper is not None:
                self._compare(ticket_id, alone, paper, wrong=wrong, hall_wrong=hall_wrong)
            elif reason is not None:
                self._judge(ticket_id, alone, reason, wrong=wrong)
            elif ticket_id in self._out:
                self._accuse(PROMISE, f"{ticket_id}, given alone by {alone.kiosk_id}, is not")

    def _found(self, ticket_id: str, alone: Alone) -> Kept | None:
        """Return its ticket: of another day than the kiosk thought, where clocks differed."""
        same = self._handed_in[alone.kiosk_id, alone.number]
        known = [ticket_id, *(each for each in same if each not in self._alone)]
        return next(filter(None, map(self._ledger.paper, known)), None)

    def _compare(
        self, ticket_id: str, alone: Alone, paper: Kept, *, wrong: bool, hall_wrong: bool
    ) -> None:
        if paper.number != alone.number:
            self._accuse(PROMISE, f"{ticket_id} says {alone.number}, not {paper.number}")
        elif not hall_wrong:
            wrong_ms = abs(paper.issued_at_ms - alone.at_ms)
            said_ms = paper.clock_bound_ms if wrong else 0
            if wrong_ms > TIME_WRONG_MS_MAX + said_ms:
                self._accuse(TIME, f"{ticket_id} by {alone.kiosk_id} is {wrong_ms} ms wrong")

    def _judge(self, ticket_id: str, alone: Alone, reason: str, *, wrong: bool) -> None:
        """See that a paper calls nobody because its day is over, and that it is."""
        after_ms = alone.at_ms - self._ledger.day_began_ms
        if not wrong and (reason not in OVER or after_ms > TIME_WRONG_MS_MAX):
            self._accuse(EXPLAINED, f"{ticket_id}: {reason}; {after_ms} ms after the day began")

    def compare_reports(self, told: Callable[[str], bool]) -> None:
        """See that of every ticket it is known what became of it, now that all kiosks are back.

        Args:
            told: whether a kiosk has said of a ticket that nobody has it, or cannot remember.
        """
        for paper in self._ledger.papers.values():
            unknown = paper.on_paper and paper.outcome is None and paper.place != "cancelled"
            if unknown and not told(paper.ticket_id):
                self._accuse(KNOWN, f"{paper.ticket_id} is {paper.place}, and nobody has said")

    def came_out(self, slip: Paper) -> None:
        """A paper is in somebody's hand: it was answered for, so it is in the journal already."""
        self.count += 1
        if slip.ticket_id in self._out:  # nobody here asks for a second copy
            self._accuse(COPY, f"{slip.ticket_id} came out again")
        self._out.add(slip.ticket_id)
        if slip.ticket_id in self._alone:
            return
        paper = self._ledger.paper(slip.ticket_id)
        if paper is None:
            self._accuse(PROMISE, f"{slip.ticket_id} is not")
        elif paper.number != slip.number:
            self._accuse(PROMISE, f"{slip.ticket_id} says {slip.number}, not {paper.number}")
        elif paper.place == "cancelled" and slip.ticket_id in self._ledger.papers:
            self._accuse(WORTH, f"{slip.ticket_id} was cancelled before it came out")

    def take(self, row: Happening) -> None:
        """Look at a row."""
        if row.kind == "paper_explained":
            self._explained[f"{row.paper_day}.{row.number}"] = row.reason or ""
        elif row.kind == "ticket_issued" and row.given_by is not None:
            self._handed_in[row.given_by, row.number or ""].append(row.ticket_id or "")
        elif row.kind == "paper_reported" and row.outcome in NOT_OUT and row.ticket_id in self._out:
            self._accuse(TRUE, f"{row.ticket_id} is {row.outcome}, it is said, and it came out")
        elif (
            row.kind == "ticket_cancelled" and row.reason in GIVEN_UP and row.ticket_id in self._out
        ):
            self._accuse(WORTH, f"{row.ticket_id}, cancelled as {row.reason}")

    def report_taken(self, ticket_id: str) -> None:
        """The coordinator has thanked a kiosk for its report."""
        paper = self._ledger.paper(ticket_id)
        if paper is not None and paper.outcome is None:
            self._accuse(REPORTS, f"{ticket_id} was reported, and the journal does not know")
