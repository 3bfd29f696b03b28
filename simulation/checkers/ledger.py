"""Where every ticket is by the journal's rows, kept by rules of its own."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from contract.hall import HallFile
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

CALLS: Final = frozenset({"ticket_called", "ticket_recalled", "ticket_resumed", "no_show_recalled"})
_FROM: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "ticket_called": (frozenset({"waiting"}), "called"),
    "ticket_taken": (frozenset({"waiting", "held"}), "serving"),
    "ticket_recalled": (frozenset({"called"}), "called"),
    "ticket_resumed": (frozenset({"held", "waiting"}), "called"),
    "no_show_recalled": (frozenset({"no_show"}), "called"),
    "service_started": (frozenset({"called"}), "serving"),
    "service_finished": (frozenset({"serving"}), "finished"),
    "visit_stayed": (frozenset({"finished"}), "serving"),
    "visit_went_on": (frozenset({"finished"}), "waiting"),
    "finish_undone": (frozenset({"finished", "gone_on"}), "serving"),
    "no_show": (frozenset({"called"}), "no_show"),
    "ticket_transferred": (frozenset({"called", "serving"}), "waiting"),
    "ticket_held": (frozenset({"called", "serving"}), "held"),
    "hold_ended": (frozenset({"held"}), "waiting"),
    "target_released": (frozenset({"waiting"}), "waiting"),
    "ticket_cancelled": (frozenset({"waiting", "called", "serving", "held"}), "cancelled"),
}
"""What may happen to a ticket where it is, and where it is then."""

ASIDE: Final = "who stepped aside comes back in time"
ENDED: Final = frozenset({"finished", "no_show", "cancelled"})
_BEGINS_TO_WAIT: Final = frozenset({"ticket_transferred", "visit_went_on", "hold_ended"})
RECENT_CALLS: Final = 12


@dataclass(slots=True)
class Paper:
    """A ticket as the journal has it."""

    ticket_id: str
    number: str
    group_id: str
    rank: int
    issued_at_ms: int
    order: int
    clock_bound_ms: int = 0
    """By how much the time of issue may be wrong, as its kiosk knows."""
    place: str = "waiting"
    waits_since_ms: int = 0
    """For what comes next: it was issued then, sent on, or its hold or set time was over."""
    ready: bool = False
    """It may be called: its paper is out, or overdue."""
    window_id: str | None = None
    outcome: str | None = None
    service_id: str = ""
    """The last that began."""
    kept_for: str | None = None
    """The one window or clerk that may call it."""
    priority_id: str | None = None
    appointed_at_ms: int | None = None
    not_before_ms: int | None = None
    """It is not to be called before that, and is said to be due then."""
    until_ms: int | None = None
    """So long it was held."""
    on_paper: bool = True
    """A kiosk has printed it, or shown its number."""
    went_on: bool = False
    """It waits since its visit went on: the finish before can still be undone."""

    @property
    def may_be_called(self) -> bool:
        """Whether its paper is out, and its time has come."""
        return self.ready and self.not_before_ms is None


@dataclass(slots=True)
class Call:
    """A call as boards are to show it."""

    ticket_id: str
    number: str
    window_id: str
    call_seq: int


@dataclass
class Ledger:
    """The day by its rows."""

    file: HallFile
    accuse: Accuse
    day: str = ""
    day_began_ms: int = 0
    """By the hall's clock."""
    papers: dict[str, Paper] = field(default_factory=dict)
    of_before: dict[str, Paper] = field(default_factory=dict)
    """Those of days that are over."""
    at_window: dict[str, str] = field(default_factory=dict)
    """Which ticket each window has."""
    clerks: dict[str, str] = field(default_factory=dict)
    """Who is signed in where."""
    paused: set[str] = field(default_factory=set)
    """The windows that do not call at present."""
    shut: dict[str, str] = field(default_factory=dict)
    """Which groups give no tickets by somebody's word, or for their long lines, and why."""
    waiting: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """How many wait in each group's line."""
    calls: dict[str, list[Call]] = field(default_factory=lambda: defaultdict(list))
    """The last of each zone, newest first."""
    open_count: int = 0
    """Tickets that have not ended."""

    def paper(self, ticket_id: str) -> Paper | None:
        """Return a ticket of today, or of a day before."""
        return self.papers.get(ticket_id) or self.of_before.get(ticket_id)

    def take(self, row: Happening) -> None:
        """Let one row happen."""
        if row.kind == "day_began":
            self._new_day(row)
        elif row.kind in ("ticket_issued", "quick_service_began"):
            self._issue(row)
        elif row.kind in _FROM:
            self._move(row)
        elif row.kind in ("paper_reported", "paper_overdue"):
            self._paper(row)
        elif row.kind == "ticket_due" and row.ticket_id in self.papers:
            self._due(self.papers[row.ticket_id], row)
        elif row.kind == "group_closed":
            self.shut[row.group_id or ""] = row.reason or ""
        elif row.kind == "group_opened":
            self.shut.pop(row.group_id or "", None)
        elif row.window_id:
            self._shift(row, row.window_id)

    def _shift(self, row: Happening, window_id: str) -> None:
        if row.kind in ("clerk_signed_in", "window_opened", "clerk_signed_out"):
            self.paused.discard(window_id)
        if row.kind == "clerk_signed_in":
            if row.clerk_id in self.clerks.values():
                self.accuse("a clerk is at one window", f"{row.clerk_id} comes to {window_id}, too")
            self.clerks[window_id] = row.clerk_id or ""
        elif row.kind == "clerk_signed_out":
            self.clerks.pop(window_id, None)
            if window_id in self.at_window and row.reason != "taken_over":
                left = self.at_window[window_id]
                self.accuse("no ticket is left at a closed window", f"{left} is, at {window_id}")
        elif row.kind == "window_paused":
            self.paused.add(window_id)

    def _new_day(self, row: Happening) -> None:
        if self.open_count:
            self.accuse("every ticket ends", f"{self.open_count} are open as {row.day} begins")
        if row.day is not None and row.day <= self.day:
            self.accuse("days go on", f"{row.day} begins after {self.day}")
        self.day, self.day_began_ms = row.day or "", row.at_ms
        self.of_before |= self.papers
        self.papers.clear()
        self.at_window.clear()
        self.clerks.clear()
        self.paused.clear()
        self.shut.clear()
        self.waiting.clear()
        self.calls.clear()
        self.open_count = 0

    def _issue(self, row: Happening) -> None:
        ticket_id, number, group_id = row.ticket_id or "", row.number or "", row.group_id or ""
        if ticket_id in self.papers:
            self.accuse("no ticket twice", f"{ticket_id} was issued before")
            return
        issued_at_ms = row.at_ms if row.issued_at_ms is None else row.issued_at_ms
        order = len(self.papers)
        bound_ms = row.clock_bound_ms or 0
        paper = Paper(ticket_id, number, group_id, row.rank or 0, issued_at_ms, order, bound_ms)
        paper.service_id, paper.waits_since_ms = row.service_id or "", row.at_ms
        paper.priority_id, paper.appointed_at_ms = row.priority_id, row.appointed_at_ms
        self.papers[ticket_id] = paper
        self.open_count += 1
        if row.kind == "ticket_issued":
            self.waiting[group_id] += 1
        else:
            paper.on_paper, paper.ready = False, True
            self._seat(paper, "serving", row.window_id)

    def _paper(self, row: Happening) -> None:
        paper = self.papers.get(row.ticket_id or "")
        if paper is None:
            self.accuse("rows make sense", f"{row.kind} of unknown {row.ticket_id}")
            return
        paper.outcome = row.outcome or paper.outcome
        paper.ready |= row.outcome != "not_printed"

    def _move(self, row: Happening) -> None:
        paper = self.papers.get(row.ticket_id or "")
        if paper is None:
            self.accuse("rows make sense", f"{row.kind} of unknown {row.ticket_id}")
            return
        before, place = _FROM[row.kind]
        if paper.place not in before and not (paper.went_on and "gone_on" in before):
            self.accuse("a ticket is in one place", f"{row.kind} of {paper.number}: {paper.place}")
        if row.kind != "target_released":
            paper.went_on = row.kind in ("visit_went_on", "visit_stayed")
        if row.kind in CALLS and row.window_id is not None:
            self._check_call(paper, row)
        self._unseat(paper)
        self._check_time(paper, row)
        paper.service_id = row.service_id or paper.service_id
        if row.kind in _BEGINS_TO_WAIT:
            paper.waits_since_ms = row.at_ms
        self._turn(paper, row)
        self._seat(paper, place, row.window_id or paper.window_id)
        if row.kind in CALLS:
            self._remember(row)

    def _turn(self, paper: Paper, row: Happening) -> None:
        """Note which line the ticket is in now, and who alone may call it."""
        if row.kind == "ticket_transferred":
            paper.group_id = row.to_group_id or paper.group_id
            paper.kept_for = row.to_window_id or row.to_clerk_id
        elif row.kind == "finish_undone":
            paper.group_id, paper.kept_for = row.group_id or paper.group_id, None
        elif row.kind == "visit_stayed" and row.step is not None:
            paper.group_id = row.step["group_id"]
        elif row.kind == "visit_went_on" and row.step is not None:
            paper.group_id = row.step["group_id"]
            paper.kept_for = row.step.get("window_id") or row.step.get("clerk_id")
        elif row.kind == "hold_ended":
            paper.kept_for = row.window_id
        elif row.kind != "ticket_held":
            paper.kept_for = None

    def _check_time(self, paper: Paper, row: Happening) -> None:
        """See that a hold was over which ends, and note what begins: a hold, a wait for a time."""
        if row.kind == "hold_ended" and (paper.until_ms is None or row.at_ms < paper.until_ms):
            self.accuse(ASIDE, f"{paper.number} waits again at {row.at_ms}: {paper.until_ms}")
        paper.ready |= paper.place == "waiting"
        paper.until_ms = row.held_until_ms
        step = row.step or {}
        later_ms = row.not_before_ms if row.kind == "ticket_transferred" else None
        if row.kind == "visit_went_on":
            later_ms = step.get("not_before_ms")
        paper.not_before_ms = later_ms if later_ms is not None and later_ms > row.at_ms else None

    def _due(self, paper: Paper, row: Happening) -> None:
        if paper.not_before_ms is None or row.at_ms < paper.not_before_ms:
            self.accuse(ASIDE, f"{paper.number} is due at {row.at_ms}: {paper.not_before_ms}")
        paper.not_before_ms, paper.waits_since_ms = None, row.at_ms

    def _check_call(self, paper: Paper, row: Happening) -> None:
        has = self.at_window.get(row.window_id or "")
        if has is not None and has != paper.ticket_id:
            self.accuse("a window has one ticket", f"{row.window_id} has {has}, calls {row.number}")
        if paper.place == "called" and paper.window_id != row.window_id:
            self.accuse("a ticket is at one window", f"{row.number} is at {paper.window_id}")
        if row.window_id not in self.clerks or row.window_id in self.paused:
            self.accuse("only open windows call", f"{row.window_id} calls {row.number}")

    def _unseat(self, paper: Paper) -> None:
        if paper.place in ("called", "serving"):
            self.at_window.pop(paper.window_id or "", None)
        elif paper.place == "waiting" and paper.kept_for is None:
            self.waiting[paper.group_id] -= 1
        if paper.place in ENDED:
            self.open_count += 1

    def _seat(self, paper: Paper, place: str, window_id: str | None) -> None:
        paper.place, paper.window_id = place, window_id
        if place in ("called", "serving"):
            self.at_window[window_id or ""] = paper.ticket_id
        elif place == "waiting" and paper.kept_for is None:
            self.waiting[paper.group_id] += 1
        if place in ENDED:
            self.open_count -= 1

    def _remember(self, row: Happening) -> None:
        zone = self.calls[row.zone_id or ""]
        zone[:] = [call for call in zone if call.ticket_id != row.ticket_id]
        call = Call(row.ticket_id or "", row.number or "", row.window_id or "", row.call_seq or 0)
        zone.insert(0, call)
        del zone[RECENT_CALLS:]
