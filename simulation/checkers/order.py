"""Who is called next, by rules of our own: for the orders "strict" and "first_come".

Per group and class there is a queue by age; who is called must be first of the heads of the
window's queues, as the hall file's policy counts.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, TypeAlias

from contract.hall import HallFile
from simulation.checkers.ledger import Ledger, Paper
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "order as the policy says"
NO_CLASS: Final = 1000

Entry: TypeAlias = tuple[int, int, str]
"""Time of issue, order of issue, ticket."""


class CallOrder:
    """Looks at each call in turn, just before the ledger does."""

    def __init__(self, file: HallFile, ledger: Ledger, accuse: Accuse) -> None:
        self._file = file
        self._policy = file.policy
        self._ledger = ledger
        self._accuse = accuse
        self._queues: dict[str, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        self._serves = {window.id: dict(window.services) for window in file.window}

    def take(self, row: Happening, group_asked: str | None) -> None:
        """Look at a row; `group_asked` is what the command was limited to."""
        if row.kind == "day_began":
            self._queues.clear()
            self._serves = {window.id: dict(window.services) for window in self._file.window}
        elif row.kind == "window_services_set":
            weights = {group: row.weights.get(group, 1) for group in row.serves}
            self._serves[row.window_id] = weights  # type: ignore[index, assignment]
        elif row.kind == "ticket_called" and row.why != "chosen":
            self._check(row, group_asked)

    def moved(self, row: Happening) -> None:
        """Keep the queues, once the ledger has taken the row."""
        paper = self._ledger.papers.get(row.ticket_id or "")
        if paper is None:
            return
        if row.kind == "priority_given":
            for queue in self._queues[paper.group_id].values():
                _drop(queue, _entry(paper))
            paper.rank = row.rank or 0
        queue = self._queues[paper.group_id][paper.rank]
        entry = _entry(paper)
        if paper.place == "waiting" and paper.kept_for is None:
            if not _has(queue, entry):
                insort(queue, entry)
        else:
            _drop(queue, entry)

    def _check(self, row: Happening, group_asked: str | None) -> None:
        called = self._ledger.papers.get(row.ticket_id or "")
        if called is None or self._policy.order not in ("strict", "first_come"):
            return
        serves = self._serves.get(row.window_id, {})  # type: ignore[call-overload]
        heads = [*self._heads({group_asked: 1} if group_asked else serves)]
        if called.kept_for is not None or not heads:
            return
        first = self._first(heads, row.at_ms)
        if first.ticket_id != called.ticket_id:
            self._accuse(
                PROMISE, f"{row.window_id} calls {called.number} before {first.number} ({row.why})"
            )

    def _heads(self, serves: dict[str, int]) -> Iterator[tuple[Paper, int]]:
        papers = self._ledger.papers
        for group, weight in serves.items():
            for queue in self._queues[group].values():
                ready = (papers[ticket] for *_, ticket in queue if papers[ticket].ready)
                head = next(ready, None)
                if head is not None:
                    yield head, weight

    def _first(self, heads: list[tuple[Paper, int]], now_ms: int) -> Paper:
        oldest, _ = min(heads, key=lambda head: _age(head[0]))
        if self._policy.order == "strict":
            if now_ms - oldest.issued_at_ms >= self._policy.longest_wait_s * 1000:
                return oldest
            best = min(head.rank or NO_CLASS for head, _ in heads)
            heads = [head for head in heads if (head[0].rank or NO_CLASS) == best]
        first, _ = min(
            heads, key=lambda head: (-(now_ms - head[0].issued_at_ms) * head[1], _age(head[0]))
        )
        return first


def _age(paper: Paper) -> tuple[int, int]:
    return paper.issued_at_ms, paper.order


def _entry(paper: Paper) -> Entry:
    return paper.issued_at_ms, paper.order, paper.ticket_id


def _has(queue: list[Entry], entry: Entry) -> bool:
    at = bisect_left(queue, entry)
    return at < len(queue) and queue[at] == entry


def _drop(queue: list[Entry], entry: Entry) -> None:
    at = bisect_left(queue, entry)
    if at < len(queue) and queue[at] == entry:
        del queue[at]
