"""The clock of one machine, which may be wrong, and the ids it makes."""

from itertools import count
from typing import Final

from contract.ids import CommandId, DeviceId, EpochMs
from simulation.world.agenda import Agenda


class MachineClock:
    """Goes with the true time, `off_ms` ahead of it."""

    def __init__(self, agenda: Agenda, device_id: DeviceId) -> None:
        self.off_ms = 0
        self._agenda: Final = agenda
        self._device_id: Final = device_id
        self._ids = count(1)

    def now_ms(self) -> EpochMs:
        """Return the time as this machine has it."""
        return EpochMs(self._agenda.now_ms + self.off_ms)

    def steady_ms(self) -> int:
        """Return the time since some moment, whatever happens to the clock."""
        return self._agenda.now_ms

    def new_command_id(self) -> CommandId:
        """Return an id that no machine has made before, whatever its clock says."""
        return CommandId(f"{self._device_id}.{next(self._ids)}")
