"""How the kiosk's own devices are, and what a technician is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from messaging import Fault


class PrinterTrouble(Enum):
    """Why no paper can come out. The value is the fault's code."""

    PAPER_OUT = "printer.paper_out"
    COVER_OPEN = "printer.cover_open"
    ERROR = "printer.error"
    DOWN = "printer.down"


class Paper(Enum):
    """What became of a ticket's paper. The values are the contract's."""

    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNCERTAIN = "uncertain"
    ON_SCREEN = "on_screen"


@dataclass(frozen=True)
class PrinterHealth:
    """What the printer last said of itself. `detail` is for the technician."""

    trouble: PrinterTrouble | None = None
    near_end: bool = False
    detail: str = ""


PAPER_NEAR_END: Final = "printer.paper_near_end"
CARD_READER_DOWN: Final = "card_reader.down"
SCANNER_DOWN: Final = "scanner.down"
PRINTER_STARTING: Final = "printer.starting"
PRINTER_UNSURE: Final = "printer.unsure"

_FAULTS: Final[Mapping[str, Fault]] = {
    "printer.paper_out": Fault(
        "the ticket printer has no paper", "open the cover and put in a roll; it goes on by itself"
    ),
    "printer.cover_open": Fault(
        "the ticket printer's cover is open", "close the cover until it clicks"
    ),
    "printer.error": Fault(
        "the ticket printer reports an error",
        "clear the cutter and any jammed paper, let the head cool, then switch it off and on",
    ),
    "printer.down": Fault(
        "the ticket printer does not answer",
        "look at it first: off, cover open or without paper, many say nothing;"
        " then check its cable and the url in the hall file",
    ),
    PRINTER_UNSURE: Fault(
        "the last ticket may not have come out whole",
        "look into the tray and the paper path; the next ticket that prints ends this",
    ),
    PAPER_NEAR_END: Fault("the paper roll is nearly used up", "bring a new roll of paper soon"),
    CARD_READER_DOWN: Fault(
        "the ID-card reader does not answer", "check its cable and the url in the hall file"
    ),
    SCANNER_DOWN: Fault("the scanner is not there", "check its cable and the url in the hall file"),
}


def standing_faults(
    printer: PrinterHealth | None,
    *,
    unsure: bool = False,
    card_reader_down: bool,
    card_reader_cause: str = "",
    scanner_down: bool = False,
    scanner_cause: str = "",
) -> dict[str, Fault]:
    """Return all faults that stand now, by code. A printer not heard of yet has none.

    `unsure`: nobody knows what became of the last slip.
    """
    causes: dict[str, str] = {}
    if printer is not None and printer.trouble is not None:
        says_more = printer.trouble in (PrinterTrouble.ERROR, PrinterTrouble.DOWN)
        causes[printer.trouble.value] = printer.detail if says_more else ""
    if printer is not None and printer.near_end:
        causes[PAPER_NEAR_END] = ""
    if unsure:
        causes[PRINTER_UNSURE] = ""
    if card_reader_down:
        causes[CARD_READER_DOWN] = card_reader_cause
    if scanner_down:
        causes[SCANNER_DOWN] = scanner_cause
    return {code: _with_cause(_FAULTS[code], cause) for code, cause in causes.items()}


def _with_cause(fault: Fault, cause: str) -> Fault:
    return Fault(f"{fault.message}: {cause}", fault.hint) if cause else fault
