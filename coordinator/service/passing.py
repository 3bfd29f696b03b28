"""What time alone brings about in a hall, without a command."""

import structlog

from coordinator.domain import rings
from coordinator.domain.admission.closing import by_capacity
from coordinator.domain.alarms.watch import Watch
from coordinator.domain.appointments.arriving import missed
from coordinator.domain.automatic import automatic_call
from coordinator.domain.days import begin_day
from coordinator.domain.hall import Hall
from coordinator.domain.issuing import overdue_papers
from coordinator.domain.rating import lapsed
from coordinator.domain.visits.due import due
from coordinator.service.draft import Draft

log = structlog.get_logger("coordinator")


def before_all_else(hall: Hall, draft: Draft) -> None:
    """Record what must have happened before any command: the change of the day, what is due."""
    with_day = begin_day(hall, draft.now_ms)
    if with_day:
        log.info("day.begins", ended=hall.day.date, events=len(with_day))
        _log_accuracy(hall)
    draft.record(with_day)
    draft.record(overdue_papers(hall, draft.now_ms))
    draft.record(due(hall, draft.now_ms))


def now_and_then(hall: Hall, draft: Draft, watch: Watch) -> None:
    """Record what it is enough to look for each second."""
    for window_id in hall.file.windows:
        draft.record(automatic_call(hall, window_id, draft.now_ms))
    draft.record(lapsed(hall, draft.now_ms))
    draft.record(tuple(missed(hall, draft.now_ms)))  # read before they change
    draft.record(tuple(rings.lapsed(hall, draft.now_ms)))
    draft.record(tuple(by_capacity(hall, draft.now_ms)))
    draft.record(watch.look(hall, draft.now_ms))


def _log_accuracy(hall: Hall) -> None:
    """Say how well the waits of the day that ends were foretold."""
    accuracy = hall.experience.accuracy
    if accuracy.tickets:
        level = log.info if accuracy.keeps_its_word else log.warning
        level(
            "waits.foretold",
            tickets=accuracy.tickets,
            rmse_minutes=round(accuracy.rmse_minutes, 1),
            within_bound=round(accuracy.within.mean, 2),
        )
