"""What is wrong with a bar, in words for the technician."""

from collections.abc import Mapping
from typing import Final

from hardware.led import BarDown, BarTrouble, BarTroubleOver, BarUp, LedEvent, TroubleKind
from messaging import Fault

_CODES: Final[Mapping[TroubleKind, str]] = {
    TroubleKind.FONT: "bar.font",
    TroubleKind.MEMORY: "bar.memory",
    TroubleKind.SIZE: "bar.size",
    TroubleKind.BUSY: "bar.busy",
    TroubleKind.OFF: "bar.off",
    TroubleKind.REFUSED: "bar.refused",
}
_HINTS: Final[Mapping[TroubleKind, str]] = {
    TroubleKind.FONT: "load the font with its maker's program, or correct `font` in its options",
    TroubleKind.MEMORY: "fewer rows or shorter texts; delete other areas with its maker's program",
    TroubleKind.SIZE: "correct width and height in the hall file, or set the card's screen",
    TroubleKind.BUSY: "switch it off and on; does another program write to it?",
    TroubleKind.OFF: "switch it on, or take its timer away with its maker's program",
    TroubleKind.REFUSED: "is `profile` in the hall file that of this card?",
}


class BarFaults:
    """The faults of one bar that stand."""

    def __init__(self) -> None:
        self.standing: dict[str, Fault] = {}

    def take(self, event: LedEvent) -> None:
        """Take what its line has to say of it."""
        match event:
            case BarUp():
                self.standing.pop("bar.down", None)
            case BarDown(cause=cause):
                hint = "check its power, cable and address; calls go on, and it is tried again"
                self.standing = {"bar.down": Fault(f"the bar cannot be reached: {cause}", hint)}
            case BarTrouble(kind=kind, cause=cause):
                self.standing[_CODES[kind]] = Fault(f"the bar: {cause}", _HINTS[kind])
            case BarTroubleOver(kind=kind):
                self.standing.pop(_CODES[kind], None)
