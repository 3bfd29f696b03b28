"""How long a ticket keeps its window: from the call until the window is free again.

Walking, recalls, no-shows and transfers are all in it, since a line behind feels them all.
"""

from math import exp
from statistics import NormalDist
from typing import Final

import msgspec

from contract.ids import ClerkId, GroupId
from coordinator.domain.estimate.averages import Average

Shape = tuple[float, ...]
"""Lengths as parts of the mean, in order: what is drawn from."""

_TYPED_COUNTS_AS: Final = 8
"""So many stays must be seen before they weigh as much as the typed mean."""
_DAY_COUNTS_AS: Final = 25
_CLERK_COUNTS_AS: Final = 12
_SHAPE_MAX: Final = 256
_LONGEST: Final = 10.0
"""No stay counts as more than so many means: somebody forgot to press a key."""
_SHORTEST: Final = 0.001
"""Nor as nothing, though two keys be pressed in one moment: it is divided by what was seen."""

_TYPED_GAP_MS: Final = 10_000.0
_GAP_COUNTS_AS: Final = 5


def _typed_shape(size: int = 64, spread: float = 0.63) -> list[float]:
    """Return what is believed before anything was seen: lognormal, coefficient of variation 0.7."""
    bell = NormalDist(0, spread)
    return [exp(bell.inv_cdf((step + 0.5) / size)) for step in range(size)]


class GroupStays(msgspec.Struct):
    """The stays of one group, in all and by hour of the day."""

    whole: Average = msgspec.field(default_factory=Average)
    hours: dict[int, Average] = msgspec.field(default_factory=dict)


class Stays(msgspec.Struct):
    """What the hall knows about the lengths of stays."""

    groups: dict[GroupId, GroupStays] = msgspec.field(default_factory=dict)
    clerks: dict[ClerkId, Average] = msgspec.field(default_factory=dict)
    lengths: list[float] = msgspec.field(default_factory=_typed_shape)
    """The latest stays as parts of their expected length, the oldest first."""
    gap: Average = msgspec.field(default_factory=Average)
    """How long a window was free though somebody waited: the clerk took a breath, milliseconds."""

    def learn(
        self, group_id: GroupId, clerk_id: ClerkId | None, hour: int, *, stay_ms: int, typed_ms: int
    ) -> None:
        """Take in one stay that has ended."""
        expected_ms = self.mean_ms(group_id, hour, typed_ms=typed_ms) * self.pace(clerk_id)
        part = min(max(stay_ms / expected_ms, _SHORTEST), _LONGEST)
        self.lengths = [*self.lengths[1 - _SHAPE_MAX :], part]
        if clerk_id is not None:
            self.clerks.setdefault(clerk_id, Average()).add(part * self.pace(clerk_id))
        stay = part * expected_ms / self.pace(clerk_id)
        group = self.groups.setdefault(group_id, GroupStays())
        group.whole.add(stay)
        group.hours.setdefault(hour, Average()).add(stay)

    def mean_ms(self, group_id: GroupId, hour: int, *, typed_ms: int) -> float:
        """Return the expected stay: the hour's, held to the group's, held to the typed mean."""
        group = self.groups.get(group_id)
        if group is None:
            return typed_ms
        whole_ms = self.whole_mean_ms(group_id, typed_ms=typed_ms)
        return group.hours.get(hour, _NOTHING).shrunk(whole_ms, _DAY_COUNTS_AS)

    def whole_mean_ms(self, group_id: GroupId, *, typed_ms: int) -> float:
        """Return the expected stay at whatever hour, held to the typed mean."""
        group = self.groups.get(group_id)
        return group.whole.shrunk(typed_ms, _TYPED_COUNTS_AS) if group else typed_ms

    def pace(self, clerk_id: ClerkId | None) -> float:
        """Return how long this clerk takes, as a part of what others take."""
        return self.clerks.get(clerk_id, _NOTHING).shrunk(1, _CLERK_COUNTS_AS) if clerk_id else 1.0

    def gap_ms(self) -> float:
        """Return how long a clerk takes a breath between two citizens."""
        return self.gap.shrunk(_TYPED_GAP_MS, _GAP_COUNTS_AS)

    def shape(self) -> Shape:
        """Return the lengths in order, with a mean of 1."""
        mean = sum(self.lengths) / len(self.lengths)
        return tuple(sorted(length / mean for length in self.lengths))

    def fade(self, factor: float) -> None:
        """Let the days so far count for less."""
        for group in self.groups.values():
            for average in (group.whole, *group.hours.values()):
                average.fade(factor)
        for average in (*self.clerks.values(), self.gap):
            average.fade(factor)


_NOTHING: Final = Average()
