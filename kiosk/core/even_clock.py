"""Time that goes evenly: when somebody sets the clock of the machine, a running kiosk does not."""

from typing import Final

from contract.ids import EpochMs
from kiosk.core.ports import Clock


class EvenClock:
    """The machine's clock as it was when the program began, counted on by one that never jumps.

    How far the hall's clock is from it, once measured, so stays true for as long as the program
    runs. A clock that is corrected before that is followed: nothing better is known.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead_ms = 0
        self.new_command_id: Final = clock.new_command_id
        self.steady_ms: Final = clock.steady_ms
        self.follow()

    def now_ms(self) -> EpochMs:
        """Return the time."""
        return EpochMs(self._clock.steady_ms() + self._ahead_ms)

    @property
    def jumped_ms(self) -> int:
        """By how much the machine's clock has been set forward since it was followed."""
        return self._clock.now_ms() - self.now_ms()

    def follow(self) -> None:
        """Take over what the machine's clock shows."""
        self._ahead_ms = self._clock.now_ms() - self._clock.steady_ms()
