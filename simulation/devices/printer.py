"""An ESC/POS ticket printer as the cable sees it, with the troubles of a real one.

After the Epson reference: real-time requests are obeyed at arrival; all else waits in the receive
buffer and is carried out in order while the printer is online, at the speed of the paper. Offline
it holds the buffer, and what was asked in print order stays unanswered.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from simulation.devices.printer_commands import RealTimeScanner, Tokenizer
from simulation.devices.printer_head import PrintHead
from simulation.devices.printer_model import PrinterModel, StatusBack, Trouble
from simulation.devices.printer_paper import Slip
from simulation.devices.printer_replies import Replies
from simulation.devices.wire import IDLE_S, Device

__all__ = ["NEAR_END_DOTS", "ROLL_DOTS", "PrinterModel", "SimPrinter", "Trouble"]

ROLL_DOTS: Final = 8 * 80_000  # 80 m
NEAR_END_DOTS: Final = 8 * 3_000  # the sensor sees the last 3 m
SLIPS_MAX: Final = 10_000
IDENTITY: Final = {
    1: b"\x20", 2: b"\x02", 3: b"\x01",  # model, type and firmware as a byte each
    49: b"\x20", 50: b"\x02", 51: b"\x01",
    65: b"\x5f1.00\x00", 66: b"\x5fHALLCALL\x00", 67: b"\x5fSIM-80\x00", 68: b"\x5f1\x00",
}  # fmt: skip
GATHER_S: Final = 0.2
REAL_TIME_LEAD: Final = 0x10
CUTS: Final = frozenset({b"\x1dV", b"\x1bi", b"\x1bm"})


class SimPrinter(Device):
    """The far end of a printer's cable. What people do to it may come from any thread."""

    def __init__(
        self, model: PrinterModel | None = None, *, on_slip: Callable[[Slip], None] | None = None
    ) -> None:
        super().__init__()
        self.model = model or PrinterModel()
        self.slips: deque[Slip] = deque(maxlen=SLIPS_MAX)  # the tray, oldest first
        self.drawer_pulses = 0
        self.last_byte_at_ns = 0
        """When something last came over the cable, by the wall clock."""
        self._on_slip = on_slip
        self._change = threading.Condition(threading.RLock())
        self._head = PrintHead(
            dots=self.model.dots, chinese_at_power_on=self.model.chinese_at_power_on
        )
        self._roll_dots = ROLL_DOTS
        self._cover_open = False
        self._trouble = Trouble.NONE
        self._cutter_will_jam = False
        self._mute = False
        self._later: tuple[int, Callable[[], None]] | None = None
        self._replies = Replies(self._send_on)
        self._drawer_open = False
        self._gathering_until_s: float | None = None
        self._switch_on()

    def _switch_on(self) -> None:
        self._status_back = StatusBack(0)
        self._told = b""
        self._busy_until_s = 0.0
        self._head.reset()
        self._empty_buffer()

    def _empty_buffer(self) -> None:
        self._scanner = RealTimeScanner()
        self._tokenizer = Tokenizer(unheard_of=self.model.unheard_of)
        self._queue: deque[bytes] = deque()
        self._queued_bytes = 0

    # What the cable does.

    def receive(self, data: bytes) -> None:
        with self._change:
            if self._mute:
                return
            self.last_byte_at_ns = time.time_ns()
            for request in self._scanner.feed(data):
                self._obey_at_once(request)
            for token in self._tokenizer.feed(data):
                if token[0] != REAL_TIME_LEAD:
                    self._queue.append(token)
                    self._queued_bytes += len(token)

    def room(self) -> int:
        """Return what is free of the buffer; a picture passes through it while it is printed."""
        with self._change:
            held = self._tokenizer.pending_bytes if self._offline else 0
            return max(0, self.model.buffer_bytes - self._queued_bytes - held)

    def tick(self, now_s: float) -> float:
        with self._change:
            while self._queue and not self._offline and now_s >= self._busy_until_s:
                self._carry_out_next(now_s)
                self._tell_changes()
            self._end_gathering(now_s)
            printing = bool(self._queue) and not self._offline
            idle_s = IDLE_S if self._gathering_until_s is None else GATHER_S
            return max(0.0, self._busy_until_s - now_s) if printing else idle_s

    def connected(self) -> None:
        with self._change:
            self._status_back = StatusBack(0)

    # What people and bad luck do.

    def open_cover(self) -> None:
        with self._changing():
            self._cover_open = True

    def close_cover(self) -> None:
        with self._changing():
            self._cover_open = False

    def load_paper(self, dots: int = ROLL_DOTS) -> None:
        """Put in a roll. A short one ends in the middle of a slip."""
        with self._changing():
            self._roll_dots = dots

    def take_paper_out(self) -> None:
        self.load_paper(0)

    def flicker_near_end(self) -> None:
        """Let the near-end sensor see a short gap in a roll that is not at its end."""
        dots = self._roll_dots
        self.load_paper(NEAR_END_DOTS - 1)
        self.load_paper(dots)

    def jam_cutter(self) -> None:
        """Make the next cut fail."""
        with self._changing():
            self._cutter_will_jam = True

    def fail(self, trouble: Trouble) -> None:
        with self._changing():
            self._trouble = trouble

    def set_mute(self, *, mute: bool) -> None:
        """Accept everything, answer nothing: hung firmware, or a board without its printer."""
        with self._changing():
            self._mute = mute

    def lose_replies(self, count: int) -> None:
        with self._changing():
            self._replies.lose(count)

    def send_replies_in_pieces(self) -> None:
        with self._changing():
            self._replies.break_up()

    def send_replies_together(self, count: int) -> None:
        """Send the next ones in one go: as many as asked for, or what there is after a moment."""
        with self._changing():
            self._replies.gather(count)
            self._gathering_until_s = time.monotonic() + GATHER_S

    def open_drawer(self, *, is_open: bool = True) -> None:
        """Push the cash drawer that hangs on the printer."""
        with self._changing():
            self._drawer_open = is_open

    def after_dots(self, dots: int, happen: Callable[[], None]) -> None:
        """Let something happen once the paper has moved so far: in the middle of a slip."""
        with self._changing():
            self._later = (dots, happen)

    def cycle_power(self) -> None:
        """Switch off and on: the buffer is gone, what is on paper stays there, uncut."""
        with self._changing():
            self._trouble = Trouble.NONE
            self._switch_on()

    def wait_for_slips(self, count: int, *, timeout_s: float = 10.0) -> list[Slip]:
        """Return the slips in the tray once there are `count` of them, or what there is in time."""
        with self._change:
            self._change.wait_for(lambda: len(self.slips) >= count, timeout_s)
            return list(self.slips)

    def condition(self) -> str:
        """Return what its lights and a look at it tell."""
        with self._change:
            ending = self._roll_dots < NEAR_END_DOTS
            seen = {
                "cover open": self._cover_open,
                "no paper": self._paper_out,
                "paper near its end": ending and not self._paper_out,
                f"error: {self._trouble.name}".lower(): bool(self._trouble),
                "mute": self._mute,
                f"{self._queued_bytes} bytes wait": bool(self._queue),
            }
            state = "offline" if self._offline else "online"
        return ", ".join([state, *(what for what, is_so in seen.items() if is_so)])

    @property
    def unknown_commands(self) -> list[bytes]:
        with self._change:
            return list(self._head.unknown)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._change:
            yield
            self._tell_changes()
        self.wake()

    # The printer's inside. Always with the lock held.

    @property
    def _paper_out(self) -> bool:
        return self._roll_dots <= 0

    @property
    def _offline(self) -> bool:
        return self._cover_open or self._paper_out or bool(self._trouble)

    def _carry_out_next(self, now_s: float) -> None:
        token = self._queue[0]
        if token[:2] in CUTS and not self._cut(token):
            return  # it stays in the buffer, to be tried again
        self._queue.popleft()
        self._queued_bytes -= len(token)
        if token[:2] in CUTS or self._answer_in_order(token):
            return
        if token == b"\x1b@":
            self._status_back = StatusBack(0)
        self._move_paper(self._head.print(token), now_s)

    def _move_paper(self, dots: int, now_s: float) -> None:
        self._roll_dots -= dots
        if self.model.dots_per_s:
            self._busy_until_s = max(now_s, self._busy_until_s) + dots / self.model.dots_per_s
        if self._later:
            left, happen = self._later
            self._later = (left - dots, happen) if left > dots else None
            if self._later is None:
                happen()

    def _cut(self, token: bytes) -> bool:
        if self._cutter_will_jam:
            self._cutter_will_jam = False
            self._trouble = Trouble.CUTTER
            return False
        slip = self._head.cut(token)
        self.slips.append(slip)
        self._change.notify_all()
        if self._on_slip:
            self._on_slip(slip)
        return True

    def _answer_in_order(self, token: bytes) -> bool:
        """Answer a question that waited for its turn; tell whether it was one."""
        match token[:2]:
            case b"\x1da" if self.model.knows_status_back:
                self._status_back = StatusBack(token[2] & 0x0F)
                self._told = self._status_block()
                if self._status_back:
                    self._reply(self._told)
            case b"\x1dr" if self.model.knows_print_order:
                of_paper = token[2] in b"\x01\x31"
                self._reply(bytes((self._status_block()[2] if of_paper else self._drawer_open,)))
            case b"\x1bv":
                self._reply(self._status_block()[2:3])
            case b"\x1bu":
                self._reply(bytes((self._drawer_open,)))
            case b"\x1dI" if self.model.knows_identity:
                self._reply(IDENTITY.get(token[2], b""))
            case b"\x1d(" if token[2:3] == b"H" and token[5:7] == b"00":
                self._reply(b"\x37\x22" + token[7:11] + b"\x00")
            case b"\x1da" | b"\x1dr":
                pass
            case b"\x1bp":
                self.drawer_pulses += 1
            case _:
                return False
        return True

    def _obey_at_once(self, request: bytes) -> None:
        match request[1], request[2]:
            case 0x04, question:
                if self._answers_at_once(question):
                    self._reply(bytes((0x12 | self._real_time_bits(question),)))
            case 0x14, 1:
                self.drawer_pulses += 1
            case 0x14, _:
                self._empty_buffer()
                self._reply(b"\x37\x25\x00")
            case 0x05, how if self._trouble.clearable:
                self._trouble = Trouble.NONE
                if how != 1:  # 1: go on where it stopped
                    self._empty_buffer()
                self._tell_changes()

    def _answers_at_once(self, question: int) -> bool:
        cause = question in (2, 3)
        return self.model.knows_real_time and (self.model.knows_offline_causes or not cause)

    def _real_time_bits(self, question: int) -> int:
        ending = 0x0C * (self._roll_dots < NEAR_END_DOTS) | 0x60 * self._paper_out
        return {
            1: 0x04 * self._drawer_open | 0x08 * self._offline,
            2: 0x04 * self._cover_open | 0x20 * self._paper_out | 0x40 * bool(self._trouble),
            3: int(self._trouble),
            4: 0x60 if self._cover_open else ending,  # the sensor hangs in the cover
        }[question]

    def _status_block(self) -> bytes:
        printer = 0x10 | 0x04 * self._drawer_open | 0x08 * self._offline | 0x20 * self._cover_open
        roll = 0x03 * (self._roll_dots < NEAR_END_DOTS) | 0x0C * self._paper_out
        return bytes((printer, int(self._trouble), roll, 0))

    def _tell_changes(self) -> None:
        """Send the status of its own accord, if a group that is switched on has changed."""
        told, block = self._told, self._status_block()
        first = StatusBack.ONLINE | StatusBack.DRAWER
        groups = (first, StatusBack.ERROR, StatusBack.PAPER)
        if any(
            group & self._status_back and was != now
            for group, was, now in zip(groups, told, block, strict=False)
        ):
            self._reply(block)
        self._told = block

    def _reply(self, data: bytes) -> None:
        silent = self._mute or (self._offline and self.model.silent_when_offline)
        if data and not silent:
            self._replies.say(data)

    def _send_on(self, data: bytes) -> None:
        self.send(data)  # which the wire sets when it is plugged in

    def _end_gathering(self, now_s: float) -> None:
        if self._gathering_until_s is not None and now_s >= self._gathering_until_s:
            self._gathering_until_s = None
            self._replies.end()
