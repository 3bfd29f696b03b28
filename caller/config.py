"""What a panel is told at its start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_config_path

from caller.core.ports import Opening
from contract.hall import HallFile
from contract.ids import DeviceId
from messaging import BrokerAddress, Credentials


def own_folder() -> Path:
    """Return where this user's programs keep what their user has arranged."""
    return user_config_path("hallcall", appauthor=False, roaming=True)


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
    player: str = "auto"
    """ "auto", "none" or a program that takes a WAV file."""
    opening: Opening | None = field(default=None, repr=False)
    """Opens whole cards, where a clerk may see one."""
    place_file: Path | None = None
    """Where it is kept where the clerk has put the window; None: nowhere."""


@dataclass(frozen=True, kw_only=True)
class KeypadsConfig:
    """What a gateway for windows without a PC is told at its start."""

    hall: HallFile
    accounts: Mapping[DeviceId, Credentials | None]
    """The callers of the hall file whose keypads hang here, each with its account."""
    broker: BrokerAddress
    keypad_url: str | None = None
    """Instead of the hall file's, for all of them."""
