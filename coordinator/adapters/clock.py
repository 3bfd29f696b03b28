"""The clock on the wall."""

from contract.ids import EpochMs
from messaging.clock import now_ms


class WallClock:
    """A `Clock` that tells the machine's time."""

    def now_ms(self) -> EpochMs:
        """Return UTC milliseconds."""
        return now_ms()
