"""What follows from a bad rating: a case with a deadline, an answer, a correction.

A case is open, then answered, then corrected, which closes it. It goes on over the days; only its
last step takes it from the hall, never from the journal.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from contract.ids import EpochMs, ServiceId
from coordinator.domain import checks, errors
from coordinator.domain.commands import AnswerCase, CorrectCase
from coordinator.domain.events import Case, CaseAnswered, CaseCorrected, CaseOpened, Event
from coordinator.domain.hall import Hall


def answer(hall: Hall, command: AnswerCase, now_ms: EpochMs) -> tuple[CaseAnswered]:
    """A supervisor says what the citizen was answered."""
    window = checks.supervisors_window(hall, command)
    case = _case(hall, command.service_id)
    if case.answered_at_ms is not None:
        raise errors.CaseIsAnswered(number=case.number)
    return (
        CaseAnswered(
            at_ms=now_ms,
            service_id=case.service_id,
            window_id=window.id,
            clerk_id=window.clerk_id,
            text=command.text,
        ),
    )


def correct(hall: Hall, command: CorrectCase, now_ms: EpochMs) -> tuple[CaseCorrected]:
    """A supervisor says what has changed, after the citizen was answered. The case is closed."""
    window = checks.supervisors_window(hall, command)
    case = _case(hall, command.service_id)
    if case.answered_at_ms is None:
        raise errors.CaseNotAnswered(number=case.number)
    return (
        CaseCorrected(
            at_ms=now_ms,
            service_id=case.service_id,
            window_id=window.id,
            clerk_id=window.clerk_id,
            text=command.text,
        ),
    )


def _case(hall: Hall, service_id: ServiceId) -> Case:
    case = hall.cases.get(service_id)
    if case is None:
        raise errors.UnknownCase(service=service_id)
    return case


def _opened(hall: Hall, event: CaseOpened) -> None:
    hall.cases[event.service_id] = Case(
        service_id=event.service_id,
        number=event.number,
        group_id=event.group_id,
        window_id=event.window_id,
        clerk_id=event.clerk_id,
        level=event.level,
        reason=event.reason,
        day=hall.day.date,
        opened_at_ms=event.at_ms,
        due_at_ms=event.due_at_ms,
    )


def _answered(hall: Hall, event: CaseAnswered) -> None:
    case = hall.cases[event.service_id]
    hall.cases[event.service_id] = replace(case, answered_at_ms=event.at_ms)


def _corrected(hall: Hall, event: CaseCorrected) -> None:
    del hall.cases[event.service_id]


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {
    CaseOpened: _opened,
    CaseAnswered: _answered,
    CaseCorrected: _corrected,
}
"""For `evolve`."""
