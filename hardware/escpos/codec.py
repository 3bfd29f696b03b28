"""The bytes of ESC/POS: commands out, status in. Holds no port and knows no time.

Sources: Epson ESC/POS reference (DLE EOT, DLE ENQ, GS a, GS r, GS I, GS ( H, ESC @, GS V, GS ( k,
GS v 0); Citizen and HPRT command manuals where they agree. Bit numbers in the tables are
hexadecimal masks.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final, TypeAlias

INITIALIZE: Final = b"\x1b@"
STATUS_BACK_ON: Final = b"\x1da\xff"  # after INITIALIZE, which switches it off again
CUT: Final = b"\x1dVB\x00"  # feed to the cutter, then leave one point uncut: the slip hangs on
ASK_PRINTED: Final = b"\x1dr\x01"  # answered in print order: what came before it is on paper
ASK_MAKER: Final = b"\x1dIB"
ASK_MODEL: Final = b"\x1dIC"
RECOVER_AND_CLEAR: Final = b"\x10\x05\x02"

FIXED_BITS: Final = 0x90  # all clear: GS r, or the rest of an automatic status
KIND_MASK: Final = 0x93
REAL_TIME: Final = 0x12
STATUS_BACK: Final = 0x10
STATUS_BACK_BYTES: Final = 4
BLOCK_HEADERS: Final = frozenset(b"\x35\x37\x3b\x3d\x5f")
BLOCK_BYTES_MAX: Final = 128  # the longest text an identity block may carry
BLOCK_TEXT_FROM: Final = 0x20  # a lower byte is no text: the block was cut short
FLOW_CONTROL: Final = frozenset(b"\x11\x13")  # may come anywhere, and is part of nothing
MARK: Final = b"\x37\x22"
MARK_BYTES: Final = 4


class Ask(IntEnum):
    """What DLE EOT can ask. Answered at once, even with a full buffer."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR_CAUSE = 3
    ROLL = 4

    @property
    def request(self) -> bytes:
        return bytes((0x10, 0x04, self.value))


class Paper(Enum):
    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"


class Fault(Enum):
    """An error the printer itself reports."""

    CUTTER = "cutter"
    RECOVERABLE = "recoverable"  # mechanical, a jam: may be cleared from here
    OVERHEATED = "overheated"  # ends by itself
    UNRECOVERABLE = "unrecoverable"


@dataclass(frozen=True, kw_only=True)
class PrinterStatus:
    """The printer as it last described itself."""

    offline: bool = False
    cover_open: bool = False
    paper: Paper = Paper.OK
    fault: Fault | None = None

    @property
    def ready(self) -> bool:
        out = self.paper is Paper.OUT
        return not (self.offline or self.cover_open or out or self.fault)


@dataclass(frozen=True)
class RealTimeReply:
    """One byte in answer to DLE EOT; which question it answers only the asker knows."""

    bits: int


@dataclass(frozen=True)
class PrintedReply:
    """The answer to GS r 1: everything sent before the question has been printed."""

    paper: Paper


@dataclass(frozen=True)
class MarkReply:
    """The answer to GS ( H: everything sent before the question with this mark has been printed."""

    mark: bytes


@dataclass(frozen=True)
class TextReply:
    """A block such as the answer to GS I (maker, model)."""

    header: int
    text: bytes


Reply: TypeAlias = RealTimeReply | PrintedReply | MarkReply | PrinterStatus | TextReply


def ask_marked(mark: bytes) -> bytes:
    """Return GS ( H fn 48: answered with `mark` in print order, by printers that know it."""
    return b"\x1d(H\x06\x0000" + mark


def mark_of(text: str) -> bytes:
    """Return four bytes that a printer may be given as a mark, from the end of `text`."""
    tail = "".join(char for char in text if " " < char <= "~")[-MARK_BYTES:]
    return tail.rjust(MARK_BYTES, "-").encode()


def decode_real_time(
    *, printer: int, offline_cause: int, roll: int, error_cause: int = 0
) -> PrinterStatus:
    """Join the answers to `Ask`'s questions into one status.

    An open cover lifts the paper off its sensor: what the roll says then is not believed.
    `error_cause` need only be asked for when bit 40 of `offline_cause` is set.
    """
    cover_open = bool(offline_cause & 0x04)
    paper = Paper.OK if cover_open else _paper(end=roll & 0x60, near_end=roll & 0x0C)
    return PrinterStatus(
        offline=bool(printer & 0x08),
        cover_open=cover_open,
        paper=Paper.OUT if offline_cause & 0x20 else paper,
        fault=(_fault(error_cause) or Fault.UNRECOVERABLE) if offline_cause & 0x40 else None,
    )


def decode_status_back(block: bytes) -> PrinterStatus:
    """Read the 4 bytes of an automatic status (GS a)."""
    printer, error, roll, _ = block
    cover_open = bool(printer & 0x20)
    return PrinterStatus(
        offline=bool(printer & 0x08),
        cover_open=cover_open,
        paper=Paper.OK if cover_open else _paper(end=roll & 0x0C, near_end=roll & 0x03),
        fault=_fault(error),
    )


class StatusDecoder:
    """Turns any chunking of the printer's bytes into whole replies.

    Several kinds of answer share one stream. The first byte tells which kind begins; the rest of
    a longer one is taken by count or up to its end, since its bytes look like other answers.
    Noise costs the reply it hits, not the next one. Never throw part of the stream away unread:
    the tail of an automatic status looks like `PrintedReply`.
    """

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[Reply]:
        """Take bytes as they come; return the replies they complete, oldest first."""
        wanted = (byte for byte in data if byte not in FLOW_CONTROL)
        return [reply for byte in wanted if (reply := self._take(byte)) is not None]

    def _take(self, byte: int) -> Reply | None:
        if not self._pending:
            return self._begin(byte)
        if self._pending[0] in BLOCK_HEADERS:
            return self._continue_text(byte)
        return self._continue_status(byte)

    def _begin(self, byte: int) -> Reply | None:
        if byte & KIND_MASK == REAL_TIME:
            return RealTimeReply(byte)
        if not byte & FIXED_BITS:
            return PrintedReply(_paper(end=byte & 0x0C, near_end=byte & 0x03))
        if byte & KIND_MASK == STATUS_BACK or byte in BLOCK_HEADERS:
            self._pending.append(byte)
        return None  # the start of something longer, flow control, or noise

    def _continue_status(self, byte: int) -> Reply | None:
        if byte & FIXED_BITS:  # no part of a status: that one was cut short, something else begins
            self._pending.clear()
            return self._begin(byte)
        self._pending.append(byte)
        return decode_status_back(self._end()) if len(self._pending) == STATUS_BACK_BYTES else None

    def _continue_text(self, byte: int) -> Reply | None:
        if byte == 0x00:
            return _block(self._end())
        if byte < BLOCK_TEXT_FROM:
            self._pending.clear()
            return self._begin(byte)
        self._pending.append(byte)
        if len(self._pending) > BLOCK_BYTES_MAX:
            self._pending.clear()
        return None

    def _end(self) -> bytes:
        block = bytes(self._pending)
        self._pending.clear()
        return block


def _block(block: bytes) -> MarkReply | TextReply:
    if block.startswith(MARK) and len(block) == len(MARK) + MARK_BYTES:
        return MarkReply(block[len(MARK) :])
    return TextReply(block[0], block[1:])


def _paper(*, end: int, near_end: int) -> Paper:
    if end:
        return Paper.OUT
    return Paper.NEAR_END if near_end else Paper.OK


def _fault(bits: int) -> Fault | None:
    """Read the error bits, which DLE EOT 3 and the automatic status share; the worst wins."""
    for mask, fault in (
        (0x20, Fault.UNRECOVERABLE),
        (0x08, Fault.CUTTER),
        (0x04, Fault.RECOVERABLE),
        (0x40, Fault.OVERHEATED),
    ):
        if bits & mask:
            return fault
    return None
