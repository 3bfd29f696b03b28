"""Scanners that type like a keyboard.

`url` is the file by which it is seen whether one is plugged in, as
"/dev/input/by-id/usb-…-event-kbd"; or "keyboard", where that is not to be watched.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from hardware.profiles.profile import ScannerProfile, Wiring
from hardware.profiles.serial_scanner import ScanOptions, scan_settings
from hardware.scanner.events import ScannerEvent
from hardware.scanner.wedge import WedgeScanner, WedgeSettings

USUAL: Final = WedgeSettings()


class WedgeOptions(ScanOptions):
    gap_ms: Annotated[int, Field(ge=5, le=120)] = Field(
        default=USUAL.gap_ms,
        description="no scanner is slower from key to key, and no person faster",
    )


def open_wedge(
    wiring: Wiring, options: WedgeOptions, on_event: Callable[[ScannerEvent], None]
) -> WedgeScanner:
    settings = WedgeSettings(gap_ms=options.gap_ms, scan=scan_settings(options, "tab"))
    device = Path(wiring.url) if wiring.url.startswith("/") else None
    return WedgeScanner(on_event, settings, device=device)


PROFILE: Final = ScannerProfile(
    name="wedge",
    what="scanner or document reader that types like a keyboard, with Enter or Tab at the end",
    options=WedgeOptions,
    needs_port=False,
    open=open_wedge,
    probe=None,
)
