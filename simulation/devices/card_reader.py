"""A simulated ID-card reader: the far end of a SAM_V line.

States as in the makers' documents: no card, present, found, selected, read. Cards are laid down
and lifted from any thread; everything else happens on the wire's thread.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from threading import Lock
from time import monotonic
from typing import Final

from hardware.idcard.codec import (
    PHOTO_BYTES,
    PREAMBLE,
    SET_BAUD,
    TEXT_BYTES,
    Damage,
    FrameDecoder,
    Request,
    Status,
    encode_frame,
)
from simulation.devices.cards import SyntheticCard
from simulation.devices.wire import IDLE_S, Device

Spoiler = Callable[[bytes], bytes]  # what the line makes of a reply

SAM_ID: Final = bytes.fromhex("0500 0100 91B23401 87D61200 B168DE3A".replace(" ", ""))
_FOUND_DATA: Final = bytes(4)
_SELECTED_DATA: Final = bytes(8)
_NEW_ADDRESS_BYTES: Final = 70
_MANAGEMENT_NUMBER_BYTES: Final = 28


class _State(Enum):
    NO_CARD = auto()
    PRESENT = auto()
    FOUND = auto()
    SELECTED = auto()
    READ = auto()


@dataclass(frozen=True, kw_only=True)
class ReaderTiming:
    """How long a reader thinks; tests shorten it, demos do not."""

    reply_s: float = 0.03
    read_s: float = 0.8
    power_on_s: float = 1.5


@dataclass(frozen=True)
class _Job:
    due_s: float
    request: Request
    laid_down: int  # which card it was asked for


class SimCardReader(Device):
    """Faults: set `deaf`, `fault`, `drip_s`, `silent_when_lifted`; spoil replies one by one.

    Args:
        finds_again: after a card was read it is found again and again; if not, it is not found
            until it has been lifted. Both kinds are sold.
        knows_new_address, knows_management_number: whether it understands these requests, which
            show who is still there.
    """

    def __init__(
        self,
        *,
        finds_again: bool = False,
        knows_new_address: bool = True,
        knows_management_number: bool = True,
        timing: ReaderTiming | None = None,
    ) -> None:
        super().__init__()
        self.deaf = False  # wrong baud rate, or no power
        self.fault: Status | None = None  # answered to everything
        self.drip_s = 0.0  # between single bytes of a reply
        self.silent_when_lifted = False  # in mid-read, where others answer "reading failed"
        self.requests: list[Request] = []
        self.finds_again = finds_again
        self._knows_new_address = knows_new_address
        self._knows_management_number = knows_management_number
        self.baud = 115_200  # as it is set; a wire cannot tell, so a test opens lines by it
        self.fingerprint = b""  # of cards that have one: 512 or 1024 bytes
        self._timing = timing or ReaderTiming()
        self._lock = Lock()
        self._state = _State.NO_CARD
        self._card: SyntheticCard | None = None
        self._readable = True
        self._authenticated = False
        self._laid_down = 0
        self._lift_in_read = False
        self._ready_at_s = 0.0
        self._decoder = FrameDecoder()
        self._jobs: deque[_Job] = deque()
        self._outgoing: deque[tuple[float, bytes]] = deque()
        self._spoilers: deque[Spoiler] = deque()

    def insert(self, card: SyntheticCard, *, readable: bool = True) -> None:
        """Lay a card down. One that is not readable has to be lifted and laid down again."""
        with self._lock:
            self._card, self._readable = card, readable
            self._state, self._authenticated = _State.PRESENT, False
            self._laid_down += 1

    def remove(self) -> None:
        with self._lock:
            self._card = None
            self._state, self._authenticated = _State.NO_CARD, False
            self._laid_down += 1

    def power_on(self) -> None:
        """Switch off and on: the SAM is silent for a while."""
        self._ready_at_s = monotonic() + self._timing.power_on_s

    def spoil_next(self, *spoilers: Spoiler) -> None:
        """Let the line do this to the next replies, one each."""
        self._spoilers.extend(spoilers)

    def lift_in_next_read(self) -> None:
        """Take the card away while it is being read."""
        self._lift_in_read = True

    def receive(self, data: bytes) -> None:
        for item in self._decoder.feed(data):
            if self.deaf or monotonic() < self._ready_at_s:
                continue
            match item:
                case Damage.CHECKSUM:
                    self._reply(Status.RECEIVED_CHECKSUM_WRONG)
                case Damage.LENGTH:
                    self._reply(Status.RECEIVED_LENGTH_WRONG)
                case bytes():
                    self._begin(item)

    def tick(self, now_s: float) -> float:
        while self._jobs and self._jobs[0].due_s <= now_s:
            self._finish(self._jobs.popleft())
        while self._outgoing and self._outgoing[0][0] <= now_s:
            self.send(self._outgoing.popleft()[1])
        dues = [job.due_s for job in self._jobs] + [due_s for due_s, _ in self._outgoing]
        return max(0.0, min(dues) - now_s) if dues else IDLE_S

    def _begin(self, payload: bytes) -> None:
        try:
            request = Request(payload)
        except ValueError:
            self._reply(Status.UNKNOWN_COMMAND)
            return
        self.requests.append(request)
        reading = request is Request.READ_CARD and self._state is _State.SELECTED
        pause_s = self._timing.read_s if reading else self._timing.reply_s
        self._jobs.append(_Job(monotonic() + pause_s, request, self._laid_down))
        if reading and self._lift_in_read:
            self._lift_in_read = False
            self.remove()

    def _finish(self, job: _Job) -> None:
        if self.fault is not None:
            self._reply(self.fault)
            return
        with self._lock:
            if job.request is Request.READ_CARD and job.laid_down != self._laid_down:
                if not self.silent_when_lifted:
                    self._reply(Status.READING_FAILED)
                return
            self._reply(*self._answer(job.request))

    def _answer(self, request: Request) -> tuple[Status, bytes]:  # noqa: PLR0911 - a table
        match request:
            case Request.SAM_STATUS:
                return Status.OK, b""
            case Request.SAM_ID:
                return Status.OK, SAM_ID
            case Request.FIND_CARD:
                return self._find()
            case Request.SELECT_CARD:
                return self._select()
            case Request.READ_CARD:
                return self._read(None)
            case Request.READ_CARD_AND_FINGERPRINT:
                return self._read(self.fingerprint)
            case Request.READ_NEW_ADDRESS:
                return self._new_address()
            case Request.READ_MANAGEMENT_NUMBER:
                return self._management_number()
            case _:  # a speed
                self.baud = next(baud for baud, each in SET_BAUD.items() if each is request)
                return Status.OK, b""

    def _find(self) -> tuple[Status, bytes]:
        done = self._state is _State.READ and not self.finds_again
        if self._card is None or done:
            return Status.NO_CARD, b""
        self._state = _State.FOUND
        return Status.CARD_FOUND, _FOUND_DATA

    def _select(self) -> tuple[Status, bytes]:
        if self._state is not _State.FOUND:
            return Status.SELECTION_FAILED, b""
        self._state = _State.SELECTED
        return Status.OK, _SELECTED_DATA

    def _read(self, fingerprint: bytes | None) -> tuple[Status, bytes]:
        if self._card is None or self._state is not _State.SELECTED:
            return Status.READING_FAILED, b""
        self._state = _State.READ
        if not self._readable:
            return Status.READING_FAILED, b""
        self._authenticated = True
        lengths = TEXT_BYTES.to_bytes(2, "big") + PHOTO_BYTES.to_bytes(2, "big")
        if fingerprint is None:
            return Status.OK, lengths + self._card.text + self._card.photo
        lengths += len(fingerprint).to_bytes(2, "big")
        return Status.OK, lengths + self._card.text + self._card.photo + fingerprint

    def _management_number(self) -> tuple[Status, bytes]:
        if not self._knows_management_number:
            return Status.UNKNOWN_COMMAND, b""
        if self._card is None or not self._authenticated:
            return Status.READING_FAILED, b""
        return Status.OK, bytes(_MANAGEMENT_NUMBER_BYTES)

    def _new_address(self) -> tuple[Status, bytes]:
        if not self._knows_new_address:
            return Status.UNKNOWN_COMMAND, b""
        if self._card is None or not self._authenticated:
            return Status.READING_FAILED, b""
        if self._card.new_address is None:
            return Status.NO_CONTENT, b""
        blank = " ".encode("utf-16-le")
        address = self._card.new_address.encode("utf-16-le")
        return Status.OK, address + blank * ((_NEW_ADDRESS_BYTES - len(address)) // 2)

    def _reply(self, status: Status, data: bytes = b"") -> None:
        frame = encode_frame(bytes([0, 0, status]) + data)
        if self._spoilers:
            frame = self._spoilers.popleft()(frame)
        if not self.drip_s:
            self.send(frame)
            return
        start_s = monotonic()
        self._outgoing.extend(
            (start_s + i * self.drip_s, frame[i : i + 1]) for i in range(len(frame))
        )


def silence(_frame: bytes) -> bytes:
    return b""


def wrong_check(frame: bytes) -> bytes:
    return frame[:-1] + bytes([frame[-1] ^ 1])


def truncated(frame: bytes) -> bytes:
    return frame[: len(frame) // 2]


def extra_aa(frame: bytes) -> bytes:
    return PREAMBLE[:1] + frame


def garbage_before(frame: bytes) -> bytes:
    return b"\x00\xff\xaa\xaa\x96\x13" + frame


def twice(frame: bytes) -> bytes:
    return frame + frame
