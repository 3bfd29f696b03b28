"""The simple estimators of the literature, fed with the same hall. Each returns milliseconds.

QL, LES, HOL: Ibrahim and Whitt, "Real-time delay estimation based on delay history" (2009).
WAvgC: Thiongane, Chan and L'Ecuyer, "New history-based delay predictors for service systems"
(2016). The last is how a city's own system does it, from the typed mean.
"""

from typing import Final

from contract.ids import EpochMs, GroupId
from coordinator.domain.events import TicketCalled, TicketIssued
from coordinator.domain.hall import Hall

NAMES: Final = ("QL", "LES", "HOL", "WAvgC", "typed")
_NEW_WEIGHT: Final = 0.2


class SimpleEstimators:
    """What they remember of the past; the rest they see in the hall."""

    def __init__(self) -> None:
        self._last_wait_ms: dict[GroupId, int] = {}
        self._waits_ms: dict[GroupId, dict[int, float]] = {}
        self._found: dict[str, int] = {}
        self._stay_ms: dict[GroupId, tuple[float, int]] = {}

    def estimate(
        self, hall: Hall, group_id: GroupId, ahead: int, now_ms: EpochMs
    ) -> dict[str, float]:
        """Return what each says to a citizen who is given a ticket now, behind `ahead` others."""
        typed_ms = hall.file.groups[group_id].mean_service_s * 1000
        windows = max(1, hall.open_windows(group_id))
        total, count = self._stay_ms.get(group_id, (0.0, 0))
        mean_ms = (total + 5 * typed_ms) / (count + 5)
        oldest = hall.line(group_id).oldest
        return {
            "QL": (ahead + 1) * mean_ms / windows,
            "LES": self._last_wait_ms.get(group_id, 0),
            "HOL": now_ms - oldest[0] if oldest else 0,
            "WAvgC": self._wavgc(group_id, ahead),
            "typed": (ahead + 1) * typed_ms / windows,
        }

    def issued(self, event: TicketIssued) -> None:
        """Remember how long the line was that a citizen found."""
        self._found[event.ticket_id] = event.ahead

    def called(self, event: TicketCalled) -> None:
        """Learn from a wait that has ended."""
        self._last_wait_ms[event.group_id] = event.wait_ms
        known = self._waits_ms.setdefault(event.group_id, {})
        found = self._found.pop(event.ticket_id, 0)
        before = known.get(found, event.wait_ms)
        known[found] = before + _NEW_WEIGHT * (event.wait_ms - before)

    def served(self, group_id: GroupId, stay_ms: int) -> None:
        """Learn from a service: QL is given measured means, as fair as ours."""
        total, count = self._stay_ms.get(group_id, (0.0, 0))
        self._stay_ms[group_id] = (total + stay_ms, count + 1)

    def new_day(self) -> None:
        """Forget the last wait of yesterday."""
        self._last_wait_ms.clear()
        self._found.clear()

    def _wavgc(self, group_id: GroupId, ahead: int) -> float:
        """Return the weighted mean wait of those who found as many ahead, or nearly as many."""
        known = self._waits_ms.get(group_id)
        if not known:
            return 0.0
        return known[min(known, key=lambda found: abs(found - ahead))]
