"""When windows are there for their lines: the hours they keep, and breaks that nobody announces."""

from math import inf
from typing import Final, TypeAlias

import msgspec

from contract.ids import EpochMs, WindowId
from coordinator.domain.estimate.averages import Average

DAY_MS: Final = 86_400_000
SLOT_MS: Final = 1_800_000
LONG_BREAK_MS: Final = 25 * 60_000
"""A longer break is a habit of the window, like lunch: hours that it does not keep."""

Habit: TypeAlias = tuple[float, ...]
"""How probable it is that a window is there: in the half hour before, in this one, in the next."""

_SLOTS_AHEAD: Final = 8
_HABIT_STEP: Final = 0.25
"""A smaller change from one half hour to the next is chance, not habit: else a window that is away
would be expected back every time."""
_BREAKS_MAX: Final = 64
_TYPED_BREAK_MS: Final = 480_000.0
_TYPED_CHANCE: Final = 0.02
_TYPED_CHANCE_COUNTS_AS: Final = 50


class Presence(msgspec.Struct):
    """What the hall knows about its windows' hours. Times of day are the hall's own.

    A window is looked at whenever a citizen joins a line that it serves, or is called from one. So
    nothing is concluded from a window that closes when nobody waits any more.
    """

    seen: dict[WindowId, dict[int, Average]] = msgspec.field(default_factory=dict)
    """By half hour of the day: 1 for each look that found it there, 0 for each that did not."""
    paused_ms: dict[WindowId, EpochMs] = msgspec.field(default_factory=dict)
    looks: dict[WindowId, list[int]] = msgspec.field(default_factory=dict)
    """Looks at a paused window: what they mean is known when the pause ends."""
    breaks: list[float] = msgspec.field(default_factory=lambda: [_TYPED_BREAK_MS])
    """The latest short breaks, milliseconds."""
    chance: Average = msgspec.field(default_factory=Average)
    """Of a break after a stay."""

    def look(self, window_id: WindowId, day_ms: int, *, is_open: bool) -> None:
        """See whether a window is there while somebody waits for it."""
        slot = day_ms // SLOT_MS
        if window_id in self.paused_ms:
            self.looks.setdefault(window_id, []).append(slot)
        else:
            self._saw(window_id, slot, there=is_open)

    def paused(self, window_id: WindowId, at_ms: EpochMs) -> None:
        """A pause begins."""
        self.paused_ms[window_id] = at_ms

    def went_on(self, window_id: WindowId, at_ms: EpochMs) -> None:
        """A pause ends: now it is known whether it was a break or an absence."""
        length_ms = at_ms - self.paused_ms.pop(window_id, at_ms)
        short = length_ms < LONG_BREAK_MS
        for slot in self.looks.pop(window_id, ()):
            self._saw(window_id, slot, there=short)
        if short and length_ms > 0:
            self.chance.total += 1
            self.breaks = [*self.breaks[1 - _BREAKS_MAX :], float(length_ms)]

    def break_chance(self) -> float:
        """Return how probable a break is after a stay."""
        return self.chance.shrunk(_TYPED_CHANCE, _TYPED_CHANCE_COUNTS_AS)

    def habit(self, window_id: WindowId, day_ms: int) -> Habit | None:
        """Return what to expect of a window from this time of day on; None if nothing is known."""
        seen = self.seen.get(window_id)
        if seen is None:
            return None
        now = day_ms // SLOT_MS
        looks = sum(each.count for each in seen.values())
        usual = (sum(each.total for each in seen.values()) + 1) / (looks + 1)
        habit: list[float] = []
        for slot in range(now - 1, now + _SLOTS_AHEAD):
            chance = seen[slot].shrunk(usual, 1) if slot in seen else usual
            if slot < min(seen):  # nobody has ever waited so early: the day begins later
                chance = 0.0
            is_step = not habit or abs(chance - habit[-1]) >= _HABIT_STEP
            habit.append(chance if is_step else habit[-1])
        return tuple(habit)

    def end_day(self, fade: float) -> None:
        """Let the days so far count for less, and forget where the windows were."""
        for slots in self.seen.values():
            for average in slots.values():
                average.fade(fade)
        self.chance.fade(fade)
        self.paused_ms.clear()
        self.looks.clear()

    def _saw(self, window_id: WindowId, slot: int, *, there: bool) -> None:
        self.seen.setdefault(window_id, {}).setdefault(slot, Average()).add(float(there))


def present_from(habit: Habit, mood: float, day_ms: float, first_slot: int) -> float:
    """Return from when on a window of this habit is there, at or after a time of day.

    Args:
        mood: From 0 to 1. The window is there in every half hour that is more probable than this:
            low moods make long days.
        first_slot: That of the habit's first value; its last one goes for all that follow.
    """
    slot = max(0, int(day_ms // SLOT_MS) - first_slot)
    if habit[min(slot, len(habit) - 1)] >= mood:
        return day_ms
    for later in range(slot + 1, len(habit)):
        if habit[later] >= mood:
            return (first_slot + later) * SLOT_MS
    return inf
