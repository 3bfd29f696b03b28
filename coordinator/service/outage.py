"""Whether the journal can be written: what we know of it, and what we say."""

from typing import Final

import structlog

from contract.ids import EpochMs
from coordinator.service.ports import Alarms, Clock

log = structlog.get_logger("coordinator")

PROBE_AFTER_MS: Final = 5_000
"""A disk with room for the smallest write only would else be full and not full in turns."""


class Outage:
    """From a failed write, or one that takes too long, to the next that succeeds."""

    def __init__(self, clock: Clock, alarms: Alarms) -> None:
        self.stands = False
        """Nobody is to be invited then."""
        self._clock = clock
        self._alarms = alarms
        self._failed_at_ms = EpochMs(0)

    def begin(self, why: str) -> None:
        """The journal could not be written just now."""
        if not self.stands:  # once: the log may be on the same full disk
            log.error("journal.unavailable", why=why)
        self.stands = True
        self._failed_at_ms = self._clock.now_ms()
        self._alarms.journal(why)

    def end(self) -> None:
        """The journal was written just now."""
        if self.stands:
            log.info("journal.available")
            self.stands = False
            self._alarms.journal(None)

    @property
    def probe_due(self) -> bool:
        """Whether it is time to try again what failed."""
        return abs(self._clock.now_ms() - self._failed_at_ms) >= PROBE_AFTER_MS
