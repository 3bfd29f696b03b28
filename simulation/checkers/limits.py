"""What a hall allows for some time only, or so often: recalls, taking back, waiting."""

from dataclasses import dataclass, field
from typing import Final

from contract.hall import HallFile
from simulation.checkers.ledger import Ledger
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

RECALLS: Final = "a number is recalled as often as the hall says"
UNDONE: Final = "only a finish of just now is undone"
BACK: Final = "who missed the call comes back in time"
OVERDUE: Final = "nobody is called whose paper may be under way"
LET_GO: Final = "who waits for one window is not let go too soon"
SHUT: Final = "a line that is shut gives no tickets"
AWAY_MS: Final = 60_000


@dataclass
class _Since:
    """When things began, of one day."""

    issued: dict[str, int] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)
    finished: dict[str, int] = field(default_factory=dict)
    missed: dict[str, tuple[int, int]] = field(default_factory=dict)
    """With how many of the group had been called in their turn by then."""
    left: dict[str, int] = field(default_factory=dict)
    """Of windows, and of clerks."""
    calls_of_group: dict[str, int] = field(default_factory=dict)


class Limits:
    """Looks at each row. Comes before the ledger."""

    def __init__(self, file: HallFile, ledger: Ledger, accuse: Accuse) -> None:
        self._file = file
        self._ledger = ledger
        self._accuse = accuse
        self._since = _Since()
        self._checks = {
            "ticket_issued": self._issued,
            "ticket_recalled": self._recalled,
            "finish_undone": self._undone,
            "no_show_recalled": self._came_back,
            "paper_overdue": self._overdue,
            "target_released": self._let_go,
        }

    def take(self, row: Happening) -> None:
        """Look at a row, and remember when it was."""
        check = self._checks.get(row.kind)
        if check is not None:
            check(row, row.ticket_id or "")
        self._remember(row, row.ticket_id or "")

    def _remember(self, row: Happening, ticket: str) -> None:
        since, at_ms = self._since, row.at_ms
        match row.kind:
            case "day_began":
                self._since = _Since()
            case "ticket_issued":
                since.issued[ticket] = at_ms
            case "ticket_called" | "ticket_recalled" | "ticket_resumed" | "no_show_recalled":
                since.called[ticket] = at_ms
            case "service_finished":
                since.finished[ticket] = at_ms
            case "no_show":
                count = since.calls_of_group.get(row.group_id or "", 0)
                since.missed[ticket] = at_ms, count
            case "clerk_signed_out":
                since.left[row.window_id or ""] = since.left[row.clerk_id or ""] = at_ms
        if row.kind in ("ticket_called", "ticket_taken") and row.why is not None:
            group = row.group_id or ""
            since.calls_of_group[group] = since.calls_of_group.get(group, 0) + 1

    def _issued(self, row: Happening, _: str) -> None:
        """Who had a paper before, or a booking, comes into any line."""
        if row.given_by is None and row.appointed_at_ms is None:
            groups = [row.group_id, *(step["group_id"] for step in row.more)]
            for group in filter(self._ledger.shut.get, groups):
                why = self._ledger.shut[group or ""]
                self._accuse(SHUT, f"{row.number} is for {group}: {why}")

    def _recalled(self, row: Happening, ticket: str) -> None:
        recalls, most = (row.call_count or 0) - 1, self._file.policy.recalls_max
        if recalls > most:
            self._accuse(RECALLS, f"{row.number} is recalled {recalls} times, not {most}")
        passed_ms = row.at_ms - self._since.called.get(ticket, row.at_ms)
        if passed_ms < self._file.desk.recall_pause_s * 1000:
            self._accuse(RECALLS, f"{row.number} is recalled after {passed_ms} ms")

    def _undone(self, row: Happening, ticket: str) -> None:
        passed_ms = row.at_ms - self._since.finished.get(ticket, 0)
        if passed_ms >= self._file.desk.undo_finish_s * 1000:
            self._accuse(UNDONE, f"{row.number} was finished {passed_ms} ms ago")

    def _came_back(self, row: Happening, ticket: str) -> None:
        at_ms, count = self._since.missed.get(ticket, (0, 0))
        desk, group = self._file.desk, row.group_id or ""
        called = self._since.calls_of_group.get(group, 0) - count
        passed_ms = row.at_ms - at_ms
        if passed_ms > desk.no_show_back_s * 1000 and called >= desk.no_show_back_numbers:
            self._accuse(BACK, f"{row.number} missed the call {passed_ms} ms ago")

    def _overdue(self, row: Happening, ticket: str) -> None:
        passed_ms = row.at_ms - self._since.issued.get(ticket, 0)
        if passed_ms < self._file.policy.paper_overdue_s * 1000:
            self._accuse(OVERDUE, f"{row.number} was issued {passed_ms} ms ago")

    def _let_go(self, row: Happening, ticket: str) -> None:
        paper = self._ledger.papers.get(ticket)
        waited_ms = row.at_ms - (paper.waits_since_ms if paper is not None else 0)
        long = waited_ms >= self._file.policy.target_wait_s * 1000
        if not long and not self._is_away(row, waited_ms):
            self._accuse(LET_GO, f"{row.number} is let go after {waited_ms} ms: {row.reason}")

    def _is_away(self, row: Happening, waited_ms: int) -> bool:
        """Tell whether whom a ticket waits for has been away for a minute, or does other work."""
        clerks = self._ledger.clerks
        at = [window for window, clerk in clerks.items() if clerk == row.clerk_id]
        if row.clerk_id is None:
            at = [row.window_id] if row.window_id in clerks else []
        left_ms = self._since.left.get(row.clerk_id or row.window_id or "", 0)
        return not at and min(waited_ms, row.at_ms - left_ms) >= AWAY_MS
