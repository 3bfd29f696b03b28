"""What a service ends with: an outcome and notes, from the lists of the hall file."""

from coordinator.domain import errors
from coordinator.domain.commands import FinishService
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import Ticket


def check(hall: Hall, ticket: Ticket, command: FinishService) -> None:
    """Refuse what is not on the lists for the group, and no outcome where one is wanted."""
    group_id = ticket.group_id
    suitable = {each.id for each in hall.file.outcome if each.suits(group_id)}
    if command.outcome_id is None:
        if hall.file.desk.outcome_required and suitable:
            raise errors.OutcomeNeeded(number=ticket.number)
    elif command.outcome_id not in suitable:
        raise errors.UnknownOutcome(outcome=command.outcome_id, group=group_id)
    notes = {each.id for each in hall.file.note if each.suits(group_id)}
    for note_id in command.note_ids:
        if note_id not in notes:
            raise errors.UnknownNote(note=note_id, group=group_id)
