"""What a kiosk has to be told to start."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contract.hall import HallFile
from contract.ids import DeviceId
from messaging import BrokerAddress, Credentials


@dataclass(frozen=True, kw_only=True)
class KioskConfig:
    """One kiosk of one hall. A url that is given goes before the hall file's; sizes in pixels."""

    hall: HallFile
    kiosk_id: DeviceId
    broker: BrokerAddress
    credentials: Credentials | None = None
    person_key: bytes | None = field(default=None, repr=False)
    """What document numbers are hashed with; the same at all kiosks of the hall, and nowhere else.
    Without it nobody is kept from taking two tickets of a group."""
    printer_url: str | None = None
    card_reader_url: str | None = None
    scanner_url: str | None = None
    outbox: Path | None = None
    """Where the file lies that outlives a power cut; without it no ticket is given alone."""
    counters: Path | None = None
    """Where what the devices have done is kept; without it, it is counted from each start on."""
    logos: Path | None = None
    """Where the pictures lie that the hall file names; without it there are none."""
    technician_code: str | None = field(default=None, repr=False)
    """The hash of the code that opens the technician's page; without it, nothing does."""
    log_lines: Callable[[], Sequence[str]] = tuple
    """The last lines of the log, for that page."""
    fullscreen: bool = False
    """Also: nothing but the technician's page, or a signal, closes the window."""
    width: int = 1080
    height: int = 1920
    language: str = "zh"
