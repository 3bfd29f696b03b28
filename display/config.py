"""What a display is told at its start."""

from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

from contract.hall import Display, HallFile
from contract.ids import DeviceId
from messaging import BrokerAddress, Credentials


def default_cache_dir() -> Path:
    """Return where this user's programs may keep what they can make again."""
    return user_cache_path("hallcall", appauthor=False)


@dataclass(frozen=True, kw_only=True)
class DisplayConfig:
    """Sizes in pixels; a window sign is usually 1920 × 360."""

    hall: HallFile
    display_id: DeviceId
    broker: BrokerAddress
    credentials: Credentials | None = None
    voice: bool = False
    player: str = "auto"
    """ "auto", "none" or a program that takes a WAV file."""
    announcements_dir: Path | None = None
    """Where each announcement is kept as a WAV file."""
    cache_dir: Path = field(default_factory=default_cache_dir)
    beside: Path | None = None
    """Where the hall file lies: logo, pictures, voices are named from there. Without it, none."""
    fullscreen: bool = False
    screen: str | None = None
    """Name or number of the machine's screen; None leaves it to the desktop."""
    width: int = 1920
    height: int = 1080

    @property
    def display(self) -> Display:
        """The entry of the hall file."""
        return self.hall.displays[self.display_id]
