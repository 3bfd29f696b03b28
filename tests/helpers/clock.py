"""A clock for tests."""

import itertools

from contract.ids import CommandId, EpochMs


class HandClock:
    """Stands still until it is moved by hand; the ids it makes are counted."""

    def __init__(self, at_ms: int) -> None:
        self.at_ms = at_ms
        self._ids = itertools.count(1)

    def now_ms(self) -> EpochMs:
        return EpochMs(self.at_ms)

    def new_command_id(self) -> CommandId:
        return CommandId(f"command-{next(self._ids)}")

    def move(self, seconds: float) -> None:
        self.at_ms += round(seconds * 1000)
