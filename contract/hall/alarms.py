"""When the hall raises an alarm, and when it takes it back.

An alarm is raised at one value and cleared below a lower one, and either must hold for a while:
a line that goes up and down around one number does not ring all day.
"""

from typing import Annotated, Final, Self

from pydantic import model_validator

from contract.hall.entry import Entry, whole

RING_LAPSES_MS: Final = 10 * 60_000
"""A kiosk rings no longer: whoever rang has been helped by then, or is gone."""

_DAY_S = 24 * 3600
_Delay = Annotated[int, whole(0, 3600)]


class Steady(Entry):
    """How long something must be so before the alarm, and not be so before its end."""

    raise_after_s: _Delay
    clear_after_s: _Delay = 10


class Threshold(Steady):
    """The same for something that is measured."""

    raise_at: Annotated[int, whole(1, _DAY_S)]
    clear_below: Annotated[int, whole(1, _DAY_S)]
    raise_after_s: _Delay = 30
    clear_after_s: _Delay = 60

    @model_validator(mode="after")
    def _cleared_lower_than_raised(self) -> Self:
        if self.clear_below > self.raise_at:
            raise ValueError(
                f"clear_below, {self.clear_below}, is above raise_at, {self.raise_at}: "
                "the alarm would end while it begins"
            )
        return self


class Alarms(Entry):
    """The hall's own limits."""

    longest_wait_s: Threshold = Threshold(raise_at=2400, clear_below=1800)
    """How long somebody has waited in the line of a group."""
    line_length: Threshold = Threshold(raise_at=30, clear_below=20)
    """How many wait in the line of a group."""
    service_over_promise: Steady = Steady(raise_after_s=0, clear_after_s=0)
    """A service takes longer than `promise_s` of its item."""
    idle_window: Steady = Steady(raise_after_s=300)
    """A window is open, has nobody, and somebody waits for it."""
    no_window: Steady = Steady(raise_after_s=120)
    """Somebody waits for a group that no window calls."""
    device_down: Steady = Steady(raise_after_s=60)
    """A kiosk or display is away while the hall is open, or a panel whose clerk is signed in."""
    device_fault: Steady = Steady(raise_after_s=10)
    """A device that works says what is wrong with it."""
    paper_low: Steady = Steady(raise_after_s=10, clear_after_s=30)
    """A ticket printer is near the end of its roll."""
