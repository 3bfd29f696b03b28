"""What the program that draws LED bars is told at its start."""

from collections.abc import Mapping
from dataclasses import dataclass

from contract.hall import Bar, HallFile
from contract.ids import DeviceId
from messaging import BrokerAddress, Credentials


@dataclass(frozen=True, kw_only=True)
class LedConfig:
    """Each bar has its own account at the broker."""

    hall: HallFile
    accounts: Mapping[DeviceId, Credentials | None]
    """The bars of the hall file that are drawn here."""
    broker: BrokerAddress

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The entries of the hall file."""
        return tuple(self.hall.bars[bar_id] for bar_id in self.accounts)
