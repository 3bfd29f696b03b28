"""What a hall has learned from its own days: a fold of its events, handed from day to day."""

from datetime import UTC, datetime
from math import sqrt
from typing import Final, Self

import msgspec

from contract.hall import HallFile
from contract.ids import ClerkId, EpochMs, GroupId, PriorityId, TicketId, WindowId
from coordinator.domain.estimate.averages import Average, Rate
from coordinator.domain.estimate.calibration import Calibration, Wait
from coordinator.domain.estimate.presence import DAY_MS, Presence
from coordinator.domain.estimate.stays import Stays

HOUR_MS: Final = 3_600_000
_FADE: Final = 0.9
_WITHIN_LEAST: Final = 0.8
_FEW: Final = 30


class Taken(msgspec.Struct):
    """A window with a ticket, since its call."""

    group_id: GroupId
    since_ms: EpochMs


class Finished(msgspec.Struct):
    """A stay that has ended, be it that the finish may yet be undone."""

    taken: Taken
    clerk_id: ClerkId | None
    at_ms: EpochMs


class Accuracy(msgspec.Struct):
    """How well the day's waits were foretold."""

    squared_error: Average = msgspec.field(default_factory=Average)
    """Of the median, in square minutes."""
    within: Average = msgspec.field(default_factory=Average)
    """1 for each wait within its bound."""

    @property
    def tickets(self) -> int:
        """How many were told a wait that has ended."""
        return int(self.within.count)

    @property
    def rmse_minutes(self) -> float:
        """The error of the medians: root mean square, minutes."""
        return sqrt(self.squared_error.mean)

    @property
    def keeps_its_word(self) -> bool:
        """Tell whether nearly as many as promised were called within their bounds."""
        return self.tickets < _FEW or self.within.mean >= _WITHIN_LEAST

    def learn(self, told: Wait, waited_ms: int) -> None:
        """Take in one wait."""
        self.squared_error.add(((waited_ms - told.median_ms) / 60_000) ** 2)
        self.within.add(waited_ms <= told.bound_ms)


class Experience(msgspec.Struct):
    """All that expected waits are made from, beside the hall as it stands."""

    stays: Stays = msgspec.field(default_factory=Stays)
    presence: Presence = msgspec.field(default_factory=Presence)
    overtakers: dict[GroupId, dict[PriorityId, Rate]] = msgspec.field(default_factory=dict)
    """How often citizens of a priority class come, by group."""
    calibration: Calibration = msgspec.field(default_factory=Calibration)
    accuracy: Accuracy = msgspec.field(default_factory=Accuracy)
    told: dict[TicketId, Wait] = msgspec.field(default_factory=dict)
    """What was told to those who wait for their first call."""
    taken: dict[WindowId, Taken] = msgspec.field(default_factory=dict)
    finished: dict[WindowId, Finished] = msgspec.field(default_factory=dict)
    """The last of each window: a stay is learned from when no undo can follow any more."""
    freed_ms: dict[WindowId, EpochMs] = msgspec.field(default_factory=dict)
    """Open windows without a ticket, and since when."""

    def copy(self) -> Self:
        """Return the same, to be changed apart."""
        return msgspec.convert(msgspec.to_builtins(self), type(self))

    def next_day(self) -> Self:
        """Return what is known on the morning after: the day is gone, its lessons stay."""
        after = self.copy()
        after.presence.end_day(_FADE)
        after.stays.fade(_FADE)
        after.accuracy = Accuracy()
        for today in (after.told, after.taken, after.finished, after.freed_ms):
            today.clear()
        return after


def day_ms(file: HallFile, at_ms: EpochMs) -> int:
    """Return the time of day, in milliseconds, in the hall's own zone."""
    local = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(file.time_zone)
    offset = local.utcoffset()
    assert offset is not None
    return (at_ms + int(offset.total_seconds() * 1000)) % DAY_MS
