"""What a panel is told at its start."""

from dataclasses import dataclass

from contract.hall import HallFile
from contract.ids import DeviceId
from messaging import BrokerAddress, Credentials


@dataclass(frozen=True, kw_only=True)
class CallerConfig:
    hall: HallFile
    caller_id: DeviceId
    broker: BrokerAddress
    credentials: Credentials | None = None
    keypad_url: str | None = None
    """Instead of the hall file's."""
    always_on_top: bool = False
    width: int = 420
    height: int = 640
    language: str = "zh"
