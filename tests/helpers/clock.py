"""A clock for tests."""

import itertools

from contract.ids import CommandId, EpochMs


class HandClock:
    """Stands still until it is moved by hand; the ids it makes are counted."""

    def __init__(self, at_ms: int) -> None:
        self.at_ms = at_ms
        self._set_ms = 0
        self._ids = itertools.count(1)

    def now_ms(self) -> EpochMs:
        return EpochMs(self.at_ms)

    def steady_ms(self) -> int:
        return self.at_ms - self._set_ms

    def new_command_id(self) -> CommandId:
        return CommandId(f"command-{next(self._ids)}")

    def move(self, seconds: float) -> None:
        self.at_ms += round(seconds * 1000)

    def jump(self, seconds: float) -> None:
        """Somebody sets it; no time passes."""
        self.move(seconds)
        self._set_ms += round(seconds * 1000)
