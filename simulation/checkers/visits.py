"""A visit of several services has all of them, in their order, and ends after the last."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PROMISE: Final = "a visit has all its services"

Steps: TypeAlias = tuple[tuple[str, str], ...]
"""Service and group of each."""


@dataclass(slots=True)
class _Visit:
    """What is still to come of one, and what was before its last finish."""

    to_come: Steps
    before: Steps = ()


class Visits:
    """Looks at each row."""

    def __init__(self, accuse: Accuse) -> None:
        self._accuse = accuse
        self._visits: dict[str, _Visit] = {}
        self._finished: str | None = None
        """It goes on by the next row, having a service to come."""

    def take(self, row: Happening) -> None:
        """Look at a row."""
        ticket = row.ticket_id or ""
        goes_on = row.kind in ("visit_stayed", "visit_went_on")
        self._check_goes_on(ticket if goes_on else None)
        if row.kind == "day_began":
            self._visits.clear()
        elif row.kind == "ticket_issued" and row.more:
            self._visits[ticket] = _Visit(tuple(map(_step, row.more)))
        elif row.kind in _CHANGES and row.step is not None:
            visit = self._visits.setdefault(ticket, _Visit(()))
            self._change(row, visit, _step(row.step))
        elif row.kind == "ticket_transferred" and row.back_service_id is not None:
            visit = self._visits.setdefault(ticket, _Visit(()))
            visit.to_come = ((row.back_service_id, row.group_id or ""), *visit.to_come)
        elif ticket in self._visits:
            self._pass(row, ticket, self._visits[ticket])

    def committed(self) -> None:
        """All rows of a commit are taken."""
        self._check_goes_on(None)

    def _change(self, row: Happening, visit: _Visit, step: tuple[str, str]) -> None:
        if row.kind == "service_added":
            visit.to_come = (*visit.to_come, step)
        elif step not in visit.to_come:
            self._accuse(PROMISE, f"{row.number}: {row.kind} with {step} of {visit.to_come}")
        elif row.kind == "service_dropped":
            visit.to_come = tuple(each for each in visit.to_come if each != step)
        else:
            if step != visit.to_come[0]:
                self._accuse(PROMISE, f"{row.number} goes on with {step}: {visit.to_come}")
            visit.to_come = visit.to_come[visit.to_come.index(step) + 1 :]

    def _pass(self, row: Happening, ticket: str, visit: _Visit) -> None:
        if row.kind == "service_finished":
            visit.before = visit.to_come
            self._finished = ticket if visit.to_come else None
        elif row.kind == "finish_undone":
            visit.to_come = visit.before

    def _check_goes_on(self, ticket: str | None) -> None:
        finished, self._finished = self._finished, None
        if finished is not None and ticket != finished:
            left = self._visits[finished].to_come
            self._accuse(PROMISE, f"{finished} ends, and has {left} to come")


def _step(said: Mapping[str, Any]) -> tuple[str, str]:
    return said["service_id"], said["group_id"]


_CHANGES: Final = frozenset({"service_added", "service_dropped", "visit_stayed", "visit_went_on"})
