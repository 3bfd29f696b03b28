"""What a visit is made of: kinds of steps, and what each of them may end with."""

from typing import Annotated, Literal, TypeAlias

from contract.hall.entry import Entry, Id
from contract.ids import GroupId, NoteId, OutcomeId
from contract.text import Text

StepKind: TypeAlias = Literal["window", "desk", "cashier", "collection"]
"""Where a step of a visit is done. A "desk" works on the file, in the back office, while the
citizen sits in the hall: nobody is called. Cashiers and the collection of papers are windows; a
citizen may take a ticket to collect, but never to pay."""


class _OfGroups(Entry):
    name: Text
    groups: tuple[GroupId, ...] = ()
    """Whose services it is for; left out, for all."""

    def suits(self, group_id: GroupId) -> bool:
        """Tell whether a service of this group may have it."""
        return not self.groups or group_id in self.groups


class Outcome(_OfGroups):
    """How a service ended, one of a list: accepted, turned away, papers missing."""

    id: Annotated[OutcomeId, Id]


class Note(_OfGroups):
    """What the clerk notes about a service, chosen from a list, so that it names nobody."""

    id: Annotated[NoteId, Id]
