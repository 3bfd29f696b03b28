"""Scanners of codes on a serial port (RS-232 or USB-COM), and readers of documents' lines."""

from collections.abc import Callable
from typing import Annotated, Final

from pydantic import Field

from hardware.profiles.options import Options
from hardware.profiles.probing import Probe
from hardware.profiles.profile import ScannerProfile, Wiring
from hardware.scanner.codec import ScanDecoder
from hardware.scanner.events import ScannerEvent
from hardware.scanner.settings import ScannerSettings, Suffix
from hardware.scanner.worker import ScannerWorker

USUAL: Final = ScannerSettings()


class ScanOptions(Options):
    prefix: Annotated[str, Field(max_length=20)] = Field(
        default=USUAL.prefix, description="what the scanner sends before each code"
    )
    length_min: Annotated[int, Field(ge=1, le=100)] = Field(
        default=USUAL.length_min, description="shorter texts are no codes"
    )
    same_code_s: Annotated[float, Field(ge=0, le=60)] = Field(
        default=USUAL.same_code_s, description="so soon seen again, it is the same code"
    )


class SerialOptions(ScanOptions):
    suffix: Suffix = Field(
        default=USUAL.suffix,
        description='what ends a code: "line" (CR, LF, both or ETX), "tab" as well, or "none"',
    )


def scan_settings(options: ScanOptions, suffix: Suffix) -> ScannerSettings:
    return ScannerSettings(
        suffix=suffix,
        prefix=options.prefix,
        length_min=options.length_min,
        same_code_s=options.same_code_s,
    )


def open_scanner(
    wiring: Wiring, options: SerialOptions, on_event: Callable[[ScannerEvent], None]
) -> ScannerWorker:
    settings = scan_settings(options, options.suffix)
    return ScannerWorker(wiring.url, on_event, settings, baud=wiring.baud)


def recognise(data: bytes) -> str | None:
    """Tell a whole code in ASCII; what it is stays untold, for it may be a person's."""
    found = ScanDecoder(ScannerSettings(suffix="tab")).feed(data)
    codes = [text for text in found if isinstance(text, str) and text.isascii()]
    return f"a code of {len(codes[0])} signs" if codes else None


PROFILE: Final = ScannerProfile(
    name="serial-scanner",
    what="scanner of codes, or of documents' machine-readable lines, on a serial port",
    options=SerialOptions,
    baud=9_600,
    open=open_scanner,
    probe=Probe(bauds=(9_600, 115_200), hear=recognise),  # it knows no question
    simulator="simulation.by_hand.scanner:make",
)
