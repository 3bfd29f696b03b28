"""Scanners that type like a keyboard. `url` says nothing then; write "keyboard"."""

from collections.abc import Callable
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
    _wiring: Wiring, options: WedgeOptions, on_event: Callable[[ScannerEvent], None]
) -> WedgeScanner:
    settings = WedgeSettings(gap_ms=options.gap_ms, scan=scan_settings(options, "tab"))
    return WedgeScanner(on_event, settings)


PROFILE: Final = ScannerProfile(
    name="wedge",
    what="scanner or document reader that types like a keyboard, with Enter or Tab at the end",
    options=WedgeOptions,
    needs_port=False,
    open=open_wedge,
    probe=None,
)
