"""What the program that draws LED bars is told at its start."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.hall import Bar, HallFile
from contract.ids import DeviceId
from messaging import BrokerAddress, Credentials


@dataclass(frozen=True, kw_only=True)
class LedConfig:
    """Each bar has its own account at the broker."""

    hall: HallFile
    bar_ids: tuple[DeviceId, ...]
    broker: BrokerAddress
    credentials: Mapping[DeviceId, Credentials] = field(default_factory=dict)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The entries of the hall file."""
        return tuple(self.hall.bars[bar_id] for bar_id in self.bar_ids)
