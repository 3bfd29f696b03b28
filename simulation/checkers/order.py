"""Who is called next: each call in turn, held against rules of our own.

Per group and class there is a queue by age. Who is called must be the one that the hall's policy
chooses from the heads of the window's queues, and from those who wait for it or its clerk alone.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from contract.hall import HallFile, Window
from simulation.checkers.commands import Asked
from simulation.checkers.ledger import Ledger, Paper
from simulation.checkers.order_rules import Head, Turns, first_of
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "order as the policy says"
CHOSEN: Final = "windows call whom they serve"
CALLS: Final = frozenset({"ticket_called", "ticket_resumed", "ticket_taken", "no_show_recalled"})

Entry: TypeAlias = tuple[int, int, str]
"""Time of issue, order of issue, ticket."""
Class: TypeAlias = tuple[int, str | None, int | None]
"""Rank and name of the priority class, and the slot that was booked: in one queue age decides."""


class CallOrder:
    """Looks at each call in turn, just before the ledger does."""

    def __init__(self, file: HallFile, ledger: Ledger, accuse: Accuse) -> None:
        self._file = file
        self._ledger = ledger
        self._accuse = accuse
        self._queues: dict[str, dict[Class, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        self._kept: dict[str, dict[str, None]] = defaultdict(dict)
        """Who waits for one window or one clerk alone."""
        self._where: dict[str, tuple[str, Class] | str] = {}
        """In which queue a ticket is, or for whom it is kept."""
        self._turns: dict[str, Turns] = defaultdict(Turns)
        self._serves: dict[str, Mapping[str, int]] = {}
        self._desks = {window.id for window in file.window if window.kind == "desk"}
        self._desk_work = {group.id for group in file.group if group.step == "desk"}
        self._new_day()

    def _new_day(self) -> None:
        self._queues.clear()
        self._kept.clear()
        self._where.clear()
        self._turns.clear()
        self._serves = {window.id: _by_name(window) for window in self._file.window}

    def take(self, row: Happening, asked: Asked | None) -> None:
        """Look at a row; `asked` is the command that brought it about."""
        if row.kind == "day_began":
            self._new_day()
        elif row.kind == "window_services_set" and row.window_id is not None:
            weights = {group: row.weights.get(group, 1) for group in row.serves}
            self._serves[row.window_id] = weights
        elif row.kind in CALLS and row.window_id is not None:
            self._called(row, row.window_id, asked)

    def moved(self, row: Happening) -> None:
        """Keep the queues, once the ledger has taken the row."""
        paper = self._ledger.papers.get(row.ticket_id or "")
        if paper is None:
            return
        self._leave(paper)
        if row.kind == "priority_given":
            paper.rank, paper.priority_id = row.rank or 0, row.priority_id
        if paper.place == "waiting":
            self._join(paper)

    def _called(self, row: Happening, window: str, asked: Asked | None) -> None:
        called = self._ledger.papers.get(row.ticket_id or "")
        if called is None:
            return
        if _in_turn(row, asked):
            group = asked.group_id if asked else None
            heads = [*self._heads(window, {group: 1} if group else self._serves[window])]
            self._check(
                row, called, [head for head in heads if group in (None, head.paper.group_id)]
            )
        else:
            self._check_chosen(row, called, window)
        if row.why is not None or (row.kind == "ticket_taken" and called.place == "waiting"):
            self._turns[window].count(called, row.at_ms)

    def _check(self, row: Happening, called: Paper, heads: list[Head]) -> None:
        if called.ticket_id not in {head.paper.ticket_id for head in heads}:
            self._accuse(PROMISE, f"{row.window_id} calls {called.number}: not one of the first")
            return
        turns = self._turns[row.window_id or ""]
        first = first_of(self._file.policy, heads, turns, row.at_ms)
        if first.ticket_id != called.ticket_id:
            self._accuse(
                PROMISE, f"{row.window_id} calls {called.number} before {first.number} ({row.why})"
            )

    def _check_chosen(self, row: Happening, called: Paper, window: str) -> None:
        """See that a clerk may call whom the clerk chose: of the window's lines, or back."""
        if called.kept_for is not None:
            mine = called.kept_for in (window, self._ledger.clerks.get(window))
        else:
            mine = called.group_id in self._serves[window] or called.window_id == window
        if not mine:
            self._accuse(CHOSEN, f"{row.window_id} calls {called.number} of {called.group_id}")

    def _heads(self, window: str, serves: Mapping[str, int]) -> Iterator[Head]:
        papers = self._ledger.papers
        for group, weight in serves.items():
            for queue in self._queues[group].values():
                for *_, ticket in queue:
                    if papers[ticket].may_be_called:
                        yield Head(papers[ticket], weight)
                        break
        for whom in (window, self._ledger.clerks.get(window)):
            for ticket in self._kept.get(whom or "", ()):
                paper = papers[ticket]
                if paper.may_be_called and self._suits(window, paper.group_id):
                    yield Head(paper, serves.get(paper.group_id, 1))

    def _suits(self, window: str, group: str) -> bool:
        """Tell whether both are of the back office, or neither."""
        return (window in self._desks) == (group in self._desk_work)

    def _join(self, paper: Paper) -> None:
        if paper.kept_for is not None:
            self._kept[paper.kept_for][paper.ticket_id] = None
            self._where[paper.ticket_id] = paper.kept_for
            return
        where = paper.group_id, (paper.rank, paper.priority_id, paper.appointed_at_ms)
        insort(self._queues[where[0]][where[1]], _entry(paper))
        self._where[paper.ticket_id] = where

    def _leave(self, paper: Paper) -> None:
        where = self._where.pop(paper.ticket_id, None)
        if isinstance(where, str):
            self._kept[where].pop(paper.ticket_id, None)
        elif where is not None:
            queue = self._queues[where[0]][where[1]]
            del queue[bisect_left(queue, _entry(paper))]


def _in_turn(row: Happening, asked: Asked | None) -> bool:
    """Tell whether a call was the next one, not one that a clerk had chosen."""
    if asked is not None:
        return asked.kind == "call_next"
    return row.why not in (None, "chosen")


def _by_name(window: Window) -> dict[str, int]:
    return {str(group): weight for group, weight in window.services.items()}


def _entry(paper: Paper) -> Entry:
    return paper.issued_at_ms, paper.order, paper.ticket_id
