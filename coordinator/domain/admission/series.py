"""The next number of a series, and the names that a ticket gets with it."""

from contract.ids import SeriesId, TicketId, TicketNumber
from coordinator.domain import errors, schedule
from coordinator.domain.hall import Hall


def next_of(hall: Hall, series_id: SeriesId) -> tuple[int, TicketNumber]:
    """Return the next position and number of a series that is in nobody's hand."""
    series, day = hall.file.all_series[series_id], hall.day
    last, blocks = day.series_last.get(series_id), hall.file.blocks.get(series_id, ())
    found = schedule.next_number(series, last, day.numbers_in_use, blocks)
    if found is None:
        raise errors.SeriesExhausted(series=series_id)
    return found


def ticket_id(hall: Hall, number: TicketNumber) -> TicketId:
    """Return "2026-11-22.A012"; the second A012 of a day, after the series ran round, gets "-2"."""
    return nth_ticket_id(hall, number, hall.day.numbers_given[number] + 1)


def nth_ticket_id(hall: Hall, number: TicketNumber, nth: int) -> TicketId:
    """Return the id of the ticket that is the nth to have a number today."""
    return TicketId(f"{hall.day.date}.{number}" + (f"-{nth}" if nth > 1 else ""))
