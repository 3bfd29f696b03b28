"""When was the roll changed? Seen by what the printer says before and after. Pure."""

from enum import IntEnum

from kiosk.core.equipment import PrinterHealth, PrinterTrouble

_SILENT = frozenset({PrinterTrouble.DOWN, PrinterTrouble.ERROR})


class Worn(IntEnum):
    """What has been seen of the roll that is in. Outlives the program, as a number."""

    NOT_YET = 0
    NEAR_END = 1
    NEAR_END_OPENED = 2
    """The cover was opened since: somebody has a roll in the hand."""
    OUT = 3


def look(worn: Worn, health: PrinterHealth) -> tuple[Worn, bool]:
    """Return what is known of the roll now, and whether it has been changed.

    Changed is a roll that was out and is in, or was nearly used up when the cover was opened and is
    not when it is closed. A near-end sensor that flickers changes nothing, and a roll that is
    changed while it is half used looks like the same: that, only a person can say.
    """
    if health.trouble in _SILENT:
        return worn, False
    if health.trouble is PrinterTrouble.PAPER_OUT:
        return Worn.OUT, False
    if health.trouble is PrinterTrouble.COVER_OPEN:
        return (Worn.NEAR_END_OPENED if worn is Worn.NEAR_END else worn), False
    if health.near_end:
        return Worn.NEAR_END, worn is Worn.OUT
    return Worn.NOT_YET, worn in (Worn.OUT, Worn.NEAR_END_OPENED)
