"""One ticket a person and group, and a pause for those who let themselves be called in vain.

Persons are told apart by a keyed hash that changes with the business day: nobody is named.
"""

from datetime import UTC, datetime

from contract.ids import NOBODY, EpochMs, GroupId, PersonHash
from coordinator.domain import errors
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import FINAL, State, Ticket


def check_person(hall: Hall, person: PersonHash, group_id: GroupId, now_ms: EpochMs) -> None:
    """Refuse a second ticket of a group, and a ticket to whoever is banned for now."""
    if person == NOBODY:
        return
    theirs = tickets_of(hall, person)
    if hall.file.admission.one_ticket:
        for ticket in theirs:
            if group_id in ticket.group_ids and ticket.state not in FINAL:
                raise errors.AlreadyQueueing(number=ticket.number, group=group_id)
    _check_no_shows(hall, theirs, now_ms)


def tickets_of(hall: Hall, person: PersonHash) -> list[Ticket]:
    """Return the person's tickets of the day, the oldest first."""
    return [hall.day.tickets[ticket_id] for ticket_id in hall.day.tickets_of.get(person, ())]


def _check_no_shows(hall: Hall, tickets: list[Ticket], now_ms: EpochMs) -> None:
    rules = hall.file.admission
    missed = [ticket.called_at_ms or 0 for ticket in tickets if ticket.state is State.NO_SHOW]
    if rules.no_shows_max is None or len(missed) < rules.no_shows_max:
        return
    until_ms = max(missed) + rules.ban_s * 1000
    if now_ms < until_ms:
        until = datetime.fromtimestamp(until_ms / 1000, UTC).astimezone(hall.file.time_zone)
        raise errors.Banned(no_shows=str(len(missed)), until=f"{until:%H:%M}")
