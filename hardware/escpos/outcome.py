"""What became of a slip. Three answers, since a printer cannot always know."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from hardware.errors import DeviceError, Disconnected, InvalidAddress, Stalled
from hardware.escpos.codec import Paper, PrinterStatus


class Cause(Enum):
    """Why a slip did not, or may not, come out."""

    COVER_OPEN = "cover_open"
    PAPER_OUT = "paper_out"
    PRINTER_FAULT = "printer_fault"
    OFFLINE = "offline"
    NO_REPLY = "no_reply"
    STALLED = "stalled"
    DISCONNECTED = "disconnected"


@dataclass(frozen=True)
class Printed:
    """The whole slip is on paper and cut."""

    paper: Paper  # what is left on the roll


@dataclass(frozen=True)
class NotPrinted:
    """Nothing of the slip was sent. It may be printed again."""

    cause: Cause
    detail: str


@dataclass(frozen=True)
class Uncertain:
    """Some or all of the slip was sent and no more is known.

    It may lie in the tray, or come out when the roll is replaced: only a person can tell, so it
    is never sent a second time from here.
    """

    cause: Cause
    detail: str


PrintOutcome: TypeAlias = Printed | NotPrinted | Uncertain

WHAT_TO_DO = {
    Cause.COVER_OPEN: "close the printer's cover",
    Cause.PAPER_OUT: "put in a roll of paper",
    Cause.PRINTER_FAULT: "clear the cutter and the paper path, then switch the printer off and on",
    Cause.OFFLINE: "the printer is offline: let go of the feed button, or switch it off and on",
}

NEVER_CONFIRMS = (
    "the printer has taken the slip and never says whether it has printed: look into the tray;"
    ' if that is its way, confirm = "none" lets its silence pass for a yes'
)


def cause_in(status: PrinterStatus) -> Cause | None:
    """Return what keeps the printer from printing; the cover first, it hides the paper."""
    if status.cover_open:
        return Cause.COVER_OPEN
    if status.paper is Paper.OUT:
        return Cause.PAPER_OUT
    if status.fault:
        return Cause.PRINTER_FAULT
    return Cause.OFFLINE if status.offline else None


def cause_of(error: DeviceError) -> Cause:
    match error:
        case Disconnected() | InvalidAddress():
            return Cause.DISCONNECTED
        case Stalled():
            return Cause.STALLED
        case _:
            return Cause.NO_REPLY
