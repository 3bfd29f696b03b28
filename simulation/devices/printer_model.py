"""What kind of printer is simulated, and what it can report."""

from dataclasses import dataclass
from enum import IntFlag


class Trouble(IntFlag):
    """Errors a printer reports; the value is the bit in its error bytes."""

    NONE = 0
    JAM = 0x04
    CUTTER = 0x08
    BROKEN = 0x20  # only switching off and on helps
    HOT = 0x40  # ends by itself

    @property
    def clearable(self) -> bool:
        return bool(self & (Trouble.JAM | Trouble.CUTTER))


class StatusBack(IntFlag):
    """The groups GS a switches on."""

    DRAWER = 0x01
    ONLINE = 0x02
    ERROR = 0x04
    PAPER = 0x08


@dataclass(frozen=True, kw_only=True)
class PrinterModel:
    """What kind of printer it is, and which commands it has never heard of: as text, it prints
    those that are longer than it thinks, and it answers no question of them."""

    dots: int = 576
    buffer_bytes: int = 4096
    dots_per_s: float | None = None  # None: in no time; real ones: 8 dots x 150 mm/s
    silent_when_offline: bool = False  # as many are over USB and network boards
    chinese_at_power_on: bool = False
    knows_qr: bool = True  # GS ( k
    knows_marks: bool = True  # GS ( H
    knows_identity: bool = True  # GS I
    knows_print_order: bool = True  # GS r
    knows_status_back: bool = True  # GS a
    knows_real_time: bool = True  # DLE EOT
    knows_offline_causes: bool = True  # DLE EOT 2 and 3

    @property
    def unheard_of(self) -> frozenset[bytes]:
        """The commands whose parameters come out as text."""
        known = {
            b"\x1d(k": self.knows_qr,
            b"\x1d(H": self.knows_marks,
            b"\x1dI": self.knows_identity,
        }
        return frozenset(command for command, is_known in known.items() if not is_known)
