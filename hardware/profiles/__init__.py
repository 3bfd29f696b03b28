"""Profiles: the makers and protocols a hall file can name, one file of code each.

`profile.py` says what a profile is, `catalog.py` finds one by its name. To add a maker's device,
write such a file as `escpos.py`: docs/devices.md shows how, also for a package of your own.
"""

from hardware.profiles.catalog import Entry, entries, find
from hardware.profiles.options import Options
from hardware.profiles.probing import Probe
from hardware.profiles.profile import (
    AnyProfile,
    BarPlace,
    BarProfile,
    CardReaderProfile,
    KeypadProfile,
    Keypads,
    Kind,
    PrinterProfile,
    ProfileError,
    ScannerProfile,
    UsbId,
    Wiring,
)

__all__ = [
    "AnyProfile",
    "BarPlace",
    "BarProfile",
    "CardReaderProfile",
    "Entry",
    "KeypadProfile",
    "Keypads",
    "Kind",
    "Options",
    "PrinterProfile",
    "Probe",
    "ProfileError",
    "ScannerProfile",
    "UsbId",
    "Wiring",
    "entries",
    "find",
]
