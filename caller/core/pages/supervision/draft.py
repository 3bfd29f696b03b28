"""A list of lines with weights that is being changed. Pure; nothing is sent from here."""

from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from contract.ids import GroupId

WEIGHT_MAX: Final = 9

Served: TypeAlias = tuple[tuple[GroupId, int], ...]
"""The groups of a window in their order, each with its weight."""


@dataclass(frozen=True)
class Draft:
    """What a window is to serve, one line of it marked: that one is changed."""

    served: Served
    marked: int = 0

    def mark_moved(self, step: str) -> "Draft":
        return replace(self, marked=self._within(self.marked + int(step)))

    def mark_on(self, group_id: str) -> "Draft":
        places = [place for place, (group, _) in enumerate(self.served) if group == group_id]
        return replace(self, marked=places[0]) if places else self

    def weighing(self, weight: str) -> "Draft":
        return self._weighing(int(weight))

    def heavier(self, by: str) -> "Draft":
        return self._weighing(self.served[self.marked][1] + int(by)) if self.served else self

    def moved(self, step: str) -> "Draft":
        """Return the list with the marked line earlier or later, still marked."""
        if not self.served:
            return self
        served, place = list(self.served), self._within(self.marked + int(step))
        served.insert(place, served.pop(self.marked))
        return Draft(tuple(served), place)

    def without_marked(self, _: str = "") -> "Draft":
        left = Draft(self.served[: self.marked] + self.served[self.marked + 1 :])
        return replace(left, marked=left._within(self.marked))

    def with_group(self, group_id: GroupId) -> "Draft":
        """Return the list with one more line at its end, marked."""
        return Draft((*self.served, (group_id, 1)), len(self.served))

    def _weighing(self, weight: int) -> "Draft":
        if not self.served:
            return self
        served = list(self.served)
        served[self.marked] = (served[self.marked][0], max(1, min(WEIGHT_MAX, weight)))
        return replace(self, served=tuple(served))

    def _within(self, place: int) -> int:
        return max(0, min(len(self.served) - 1, place))
