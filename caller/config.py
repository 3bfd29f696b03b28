"""What a panel is told at its start."""

from collections.abc import Mapping
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


@dataclass(frozen=True, kw_only=True)
class KeypadsConfig:
    """What a gateway for windows without a PC is told at its start."""

    hall: HallFile
    accounts: Mapping[DeviceId, Credentials | None]
    """The callers of the hall file whose keypads hang here, each with its account."""
    broker: BrokerAddress
    keypad_url: str | None = None
    """Instead of the hall file's, for all of them."""
