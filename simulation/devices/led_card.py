"""A simulated LED bar with an Onbon BX-5K or BX-6K card, for a pseudo terminal or TCP."""

import struct
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Condition
from time import monotonic
from typing import Final

from hardware.led.areas import BX_6K, Box, Family
from hardware.led.codec import (
    ADDRESS_MAX,
    ANSWERING_BROADCAST,
    SILENT_BROADCAST,
    Damage,
    Frame,
    FrameDecoder,
)
from hardware.led.commands import CardError
from simulation.devices.led_areas import SimArea, Unreadable, Update, read_update
from simulation.devices.led_programs import DONE, Flash, refusal
from simulation.devices.wire import IDLE_S, Device

DEVICE_TYPE: Final = 0x61
BRIGHTEST: Final = 15
_ALONE: Final = range(0x8000, 0xE000)  # how a card on a network is called: it is alone there
_HEAD_BYTES: Final = 5
_GROUPS: Final = frozenset({b"\xa1", b"\xa2", b"\xa3"})
_TELL: Final = frozenset({b"\xa1\x02", b"\xa2\x0a"})
_WANTS_ANSWER: Final = 1
_ON, _OFF = 1, 2


@dataclass(frozen=True)
class _Due:
    """An answer that is on its way."""

    at_s: float
    data: bytes


class SimLedCard(Device):
    """The card and its screen.

    Faults: set `mute`, `answer_after_s`, `piece_gap_s`, `spoil_requests`, `spoil_answers`,
    `busy_updates`, `refuse_with`, `silent_when_spoiled`, `knows_status`; call `power_cycle`.
    Wires break lines.
    """

    def __init__(
        self,
        *,
        family: Family = BX_6K,
        width: int = 128,
        height: int = 32,
        address: int = 1,
        fonts: frozenset[int] = frozenset({0}),
        program: str = "",
        refresh_s: float = 0.9,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Make it.

        Args:
            fonts: the Chinese fonts on the card; with none it shows no Chinese.
            program: what its flash shows where no area lies.
            refresh_s: updates that come sooner after one another find it busy; 0 lets it rest.
        """
        super().__init__()
        self.family, self.width, self.height = family, width, height
        self.address, self.fonts, self.program = address, fonts, program
        self.flash = Flash(self._keep_program)
        self.refresh_s = refresh_s
        self.mute = False
        self.answer_after_s = 0.0
        self.piece_gap_s = 0.0  # between the single bytes of an answer
        self.leads = 9  # A5 before an answer: real cards send nine
        self.spoil_requests = self.spoil_answers = 0  # so many frames suffer on the line
        self.busy_updates = 0
        self.refuse_with: CardError | None = None
        self.silent_when_spoiled = False
        self.knows_status = True
        self.keeps_status_from_all = False  # no status to a broadcast, as the document has it
        self.on_change: Callable[[], object] = lambda: None
        """Called after anything may have changed on the screen, on the wire's thread."""
        self.on = True
        self.brightness = BRIGHTEST
        self.areas: dict[int, SimArea] = {}
        self.heard: list[Frame | Damage] = []
        self.shown: list[tuple[str, ...]] = []
        """What stood on the screen after each update."""
        self.updated_at_s: list[float] = []
        self._clock = clock
        self._decoder = FrameDecoder()
        self._outgoing: deque[_Due] = deque()
        self._changed = Condition()

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands on the screen from above, where it is lit: areas, or else the program."""
        if not self.on:
            return ()
        areas = sorted(self.areas.values(), key=lambda area: (area.box.y, area.box.x))
        if not areas:
            return (self.program,) if self.program else ()
        return tuple(area.plain for area in areas if area.plain.strip())

    def wait_for(self, condition: Callable[[], bool], *, timeout_s: float = 5.0) -> bool:
        """Wait until what has come makes `condition` true; return whether it is."""
        with self._changed:
            return self._changed.wait_for(condition, timeout_s)

    def power_cycle(self) -> None:
        """Take its power away for a moment: all areas are lost, and what it was saying."""
        with self._changed:
            self.areas.clear()
            self.on, self.brightness = True, BRIGHTEST
            self._outgoing.clear()
            self._decoder = FrameDecoder()
            self._changed.notify_all()

    def receive(self, data: bytes) -> None:
        with self._changed:
            if self.spoil_requests and data.endswith(b"\x5a"):
                self.spoil_requests -= 1
                data = data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]
            for found in self._decoder.feed(data):
                self.heard.append(found)
                self._hear(found)
            self._changed.notify_all()
        self.on_change()
        self.wake()

    def connected(self) -> None:
        self._decoder = FrameDecoder()

    def tick(self, now_s: float) -> float:
        with self._changed:
            self._drop_outdated()
            self._changed.notify_all()
            due: list[bytes] = []
            while self._outgoing and self._outgoing[0].at_s <= now_s:
                due.append(self._outgoing.popleft().data)
            pause_s = max(0.0, self._outgoing[0].at_s - now_s) if self._outgoing else IDLE_S
        for data in due:
            self.send(data)
        self.on_change()
        return pause_s

    def _drop_outdated(self) -> None:
        now_s = self._clock()
        self.areas = {n: area for n, area in self.areas.items() if area.until_s > now_s}

    def _hear(self, found: Frame | Damage) -> None:
        if isinstance(found, Damage):
            if found is Damage.CHECKSUM and not self.silent_when_spoiled:
                self._answer(refusal(CardError.CHECKSUM), ANSWERING_BROADCAST)
            return
        if not self._is_meant(found):
            return
        wanted = len(found.data) > 2 and found.data[2] == _WANTS_ANSWER  # noqa: PLR2004
        answer = self._obey(found)
        if self.keeps_status_from_all and found.data[:2] == b"\xa1\x02":
            wanted = wanted and found.destination != ANSWERING_BROADCAST
        if wanted and found.destination != SILENT_BROADCAST:
            broadcast = found.destination == ANSWERING_BROADCAST
            self._answer(answer, found.destination if broadcast else self.address)

    def _is_meant(self, frame: Frame) -> bool:
        all_cards = {self.address, ANSWERING_BROADCAST, SILENT_BROADCAST}
        to_me = frame.destination in all_cards or frame.destination in _ALONE
        return to_me and frame.device_type in {0xFE, DEVICE_TYPE}

    def _obey(self, frame: Frame) -> bytes:
        """Carry a command out; return the data of the answer."""
        data = frame.data
        if len(data) > self.family.data_bytes_max:
            return refusal(CardError.OUT_OF_MEMORY)
        obey = self._commands.get(data[:2]) if len(data) >= _HEAD_BYTES else None
        if obey is None or (data[:2] in _TELL and not self.knows_status):
            known = data[:1] in _GROUPS
            return refusal(CardError.NO_SUCH_COMMAND if known else CardError.NO_SUCH_GROUP)
        try:
            return obey(frame)
        except (IndexError, struct.error):  # too short for what it asks
            return refusal(CardError.OUT_OF_MEMORY)

    @property
    def _commands(self) -> Mapping[bytes, Callable[[Frame], bytes]]:
        kept = {name: _of_data(obey) for name, obey in self.flash.commands.items()}
        return kept | {
            b"\xa2\x00": lambda _: DONE,
            b"\xa2\x06": self._take_address,
            b"\xa2\x07": lambda _: b"\xa2\x07\0\0\0" + self.address.to_bytes(2, "little"),
            b"\xa1\x02": lambda _: self._status(),
            b"\xa2\x0a": lambda _: self._facts(),
            b"\xa3\x00": self._switch,
            b"\xa3\x02": self._dim,
            b"\xa3\x06": self._update,
            b"\xa3\x10": lambda _: self._clear(),
        }

    def _keep_program(self, words: str) -> None:
        self.program = words

    def _take_address(self, frame: Frame) -> bytes:
        self.address = int.from_bytes(frame.data[_HEAD_BYTES:][:2], "little") & ADDRESS_MAX
        return DONE

    def _switch(self, frame: Frame) -> bytes:
        self.on = frame.data[_HEAD_BYTES:] == bytes([_ON])
        return DONE

    def _dim(self, frame: Frame) -> bytes:
        self.brightness = min(frame.data[-1], BRIGHTEST)
        return DONE

    def _clear(self) -> bytes:
        self.areas.clear()
        return DONE

    def _update(self, frame: Frame) -> bytes:
        now_s = self._clock()
        if self.refuse_with is not None:
            return refusal(self.refuse_with)
        if self.busy_updates:
            self.busy_updates -= 1
            return refusal(CardError.BUSY)
        if self.updated_at_s and now_s - self.updated_at_s[-1] < self.refresh_s:
            return refusal(CardError.BUSY)
        try:
            update = read_update(frame.data, now_s=now_s)
        except Unreadable:
            return refusal(CardError.OUT_OF_MEMORY)
        after = {} if update.delete_all else dict(self.areas)
        after = {n: area for n, area in after.items() if n not in update.delete}
        after |= {area.id: area for area in update.areas}
        error = self._problem(update, after, over_programs=frame.over_programs)
        if error is not None:
            return refusal(error)
        self.areas = after
        self.updated_at_s.append(now_s)
        self.shown.append(self.texts)
        return DONE

    def _problem(
        self, update: Update, after: dict[int, SimArea], *, over_programs: bool
    ) -> CardError | None:
        family, boxes = self.family, [area.box for area in after.values()]
        if len(after) > family.areas_max or any(n >= family.areas_max for n in after):
            return CardError.OUT_OF_MEMORY
        for area in update.areas:
            too_long = len(area.data) > family.area_bytes_max
            if too_long or not area.box.inside(self.width, self.height):
                return CardError.OUT_OF_MEMORY
            if not area.fonts <= self.fonts or (area.has_chinese and not self.fonts):
                return CardError.FONT_MISSING
        if not over_programs and self.program:
            boxes.append(Box(0, 0, self.width, self.height))
        lie_over = any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
        return CardError.OUT_OF_MEMORY if lie_over else None

    def _status(self) -> bytes:
        now = datetime.now()  # noqa: DTZ005 - a card has no zone
        clock = bytes.fromhex(f"{now:%Y%m%d}0{now.isoweekday()}{now:%H%M%S}")
        programs = bytes([1 if self.program else 0]) + b"P000"
        ids = bytes(sorted(self.areas))
        state = bytes([_ON if self.on else _OFF, self.brightness]) + clock + programs
        areas = b"\0\0" + bytes([len(ids)]) + ids
        return b"\xa1\x02\0\0\0" + state + areas + b"BARCODE-00000001" + bytes(12)

    def _facts(self) -> bytes:
        size = self.width.to_bytes(2, "little") + self.height.to_bytes(2, "little")
        known = self.address.to_bytes(2, "little") + bytes([DEVICE_TYPE, 1]) + size
        return b"\xa2\x0a\0\0\0" + known + bytes(18)

    def _answer(self, data: bytes, source: int) -> None:
        if self.mute:
            return
        frame = Frame(data, destination=0x8000, source=source).encode()
        answer = b"\xa5" * self.leads + frame.lstrip(b"\xa5")
        if self.spoil_answers:
            self.spoil_answers -= 1
            answer = answer[:-2] + bytes([answer[-2] ^ 1]) + answer[-1:]
        at_s = self._clock() + self.answer_after_s
        pieces = [answer[n : n + 1] for n in range(len(answer))] if self.piece_gap_s else [answer]
        self._outgoing += [
            _Due(at_s + n * self.piece_gap_s, piece) for n, piece in enumerate(pieces)
        ]


def _of_data(obey: Callable[[bytes], bytes]) -> Callable[[Frame], bytes]:
    return lambda frame: obey(frame.data)
