"""The clock of one machine, which may be wrong, and the ids it makes."""

from itertools import count
from typing import Final

from contract.ids import CommandId, DeviceId, EpochMs
from simulation.world.agenda import Agenda

LEARNED_MS: Final = 30_000
"""Who hears the hall's heartbeats knows by then what a clock that was set is worth."""


class MachineClock:
    """Goes with the true time, `off_ms` ahead of it."""

    def __init__(self, agenda: Agenda, device_id: DeviceId) -> None:
        self._off_ms = 0
        self._set_at_ms = -LEARNED_MS
        self._agenda: Final = agenda
        self._device_id: Final = device_id
        self._ids = count(1)

    @property
    def off_ms(self) -> int:
        """How far it is ahead of the true time."""
        return self._off_ms

    @off_ms.setter
    def off_ms(self, off_ms: int) -> None:
        if off_ms != self._off_ms:
            self._set_at_ms = self._agenda.now_ms
        self._off_ms = off_ms

    @property
    def trusted(self) -> bool:
        """Whether it is right, and its machine has had time to notice."""
        return self._off_ms == 0 and self._agenda.now_ms - self._set_at_ms >= LEARNED_MS

    def now_ms(self) -> EpochMs:
        """Return the time as this machine has it."""
        return EpochMs(self._agenda.now_ms + self._off_ms)

    def steady_ms(self) -> int:
        """Return the time since some moment, whatever happens to the clock."""
        return self._agenda.now_ms

    def new_command_id(self) -> CommandId:
        """Return an id that no machine has made before, whatever its clock says."""
        return CommandId(f"{self._device_id}.{next(self._ids)}")
