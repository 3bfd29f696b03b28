"""Simulated window keypads and rating keypads on one RS-485 bus."""

from collections import deque
from collections.abc import Callable
from itertools import chain, zip_longest
from threading import Condition, Event, Lock
from time import sleep
from typing import Final

from hardware.keypad.codec import (
    DIGITS_MAX,
    Command,
    Frame,
    FrameDecoder,
    Key,
    acknowledge,
    start_rating,
)
from simulation.devices.wire import Device

Spoiler = Callable[[bytes], bytes]  # what the line makes of a frame

ANSWER_WITHIN_S: Final = 0.2
REPEATS_MAX: Final = 5
_STUCK_PERIOD_S: Final = 0.05  # twenty a second


class SimKeypadBus(Device):
    """The bus: hang keypads on it, then hang it on a wire.

    Faults: set `echo`, `drip_s`, `lose_answers`; spoil frames one by one; `collide_next`.

    Args:
        answer_within_s: after so long without an answer a keypad repeats its frame. A test on a
            busy computer gives it more, lest a late answer look like a lost one.
    """

    def __init__(self, *, answer_within_s: float = ANSWER_WITHIN_S) -> None:
        super().__init__()
        self.echo = False  # the adapter gives the host's own bytes back
        self.drip_s = 0.0  # between single bytes of a frame
        self.answer_within_s = answer_within_s
        self.lose_answers = 0  # so many frames of the host are heard by nobody
        self.heard: list[Frame] = []  # all the host has said
        self._units: list[_Unit] = []
        self._decoder = FrameDecoder()
        self._spoilers: deque[Spoiler] = deque()
        self._line = Lock()
        self._changed = Condition()
        self._colliding: deque[_Collision] = deque()

    def attach(self, unit: "_Unit") -> None:
        self._units.append(unit)

    def spoil_next(self, *spoilers: Spoiler) -> None:
        """Let the line do this to the next frames of keypads, one each."""
        self._spoilers.extend(spoilers)

    def collide_next(self) -> None:
        """Let the next two frames, from two keypads, be sent at the same time."""
        collision = _Collision()
        self._colliding.extend([collision, collision])

    def wait_for(self, condition: Callable[[], bool], *, timeout_s: float = 5.0) -> bool:
        """Wait until what the host has said makes `condition` true; return whether it is."""
        with self._changed:
            return self._changed.wait_for(condition, timeout_s)

    def receive(self, data: bytes) -> None:
        if self.echo:
            self.send(data)
        for frame in self._decoder.feed(data):
            if not isinstance(frame, Frame):
                continue
            if self.lose_answers:
                self.lose_answers -= 1
                continue
            with self._changed:
                self.heard.append(frame)
                for unit in self._units:
                    if unit.address == frame.address:
                        unit.hear(frame)
                self._changed.notify_all()

    def transmit(self, frame: bytes) -> None:
        """Put a keypad's frame on the line. Called on whatever thread presses the key."""
        if self._colliding:
            frame = self._colliding.popleft().add(frame)
        with self._line:
            if self._spoilers:
                frame = self._spoilers.popleft()(frame)
            if not self.drip_s:
                self.send(frame)
                return
            for i in range(len(frame)):
                self.send(frame[i : i + 1])
                sleep(self.drip_s)


class _Collision:
    """Two frames that meet on the line: the second to come sends what the line makes of both."""

    def __init__(self) -> None:
        self._first: bytes | None = None
        self._lock = Lock()

    def add(self, frame: bytes) -> bytes:
        with self._lock:
            if self._first is None:
                self._first = frame
                return b""
            pairs = zip_longest(self._first, frame)
            return bytes(byte for byte in chain.from_iterable(pairs) if byte is not None)


class _Unit:
    """What both kinds of keypad do: repeat a frame until the host acknowledges it."""

    def __init__(self, bus: SimKeypadBus, address: int) -> None:
        self.address = address
        self.acknowledged = 0
        self._bus = bus
        self._awaited: Frame | None = None
        self._answered = Event()
        bus.attach(self)

    def hear(self, frame: Frame) -> None:
        if frame == self._awaited:
            self._awaited = None
            self.acknowledged += 1
            self._answered.set()

    def _send(self, frame: Frame) -> bool:
        """Send until acknowledged; return whether it was."""
        self._answered.clear()
        self._awaited = acknowledge(frame)
        for _ in range(1 + REPEATS_MAX):
            self._bus.transmit(frame.encode())
            if self._answered.wait(self._bus.answer_within_s):
                return True
        self._awaited = None
        return False


class SimKeypad(_Unit):
    """A clerk's keypad: keys, and a display of two numbers."""

    def __init__(self, bus: SimKeypadBus, address: int) -> None:
        super().__init__(bus, address)
        self.waiting = self.ticket = " " * DIGITS_MAX
        self.tickets_shown: list[str] = []
        self.beeps = 0

    def press(self, key: Key) -> bool:
        """Press a key; return whether the host acknowledged it, at the latest after 1.2 s."""
        return self._send(Frame(self.address, Command.KEY, key.value))

    def press_unknown(self, data: bytes) -> bool:
        """Press a key only this maker has."""
        return self._send(Frame(self.address, Command.KEY, data))

    def hold_down(self, key: Key, *, presses: int) -> None:
        """The key hangs: it sends and sends, twenty times a second, and waits for nobody."""
        for _ in range(presses):
            self._bus.transmit(Frame(self.address, Command.KEY, key.value).encode())
            sleep(_STUCK_PERIOD_S)

    def hear(self, frame: Frame) -> None:
        super().hear(frame)
        if frame.command == Command.BEEP:
            self.beeps += 1
        elif frame.command == Command.SHOW and len(frame.data) == 2 * DIGITS_MAX:
            self.waiting = _shown(frame.data[:DIGITS_MAX])
            self.ticket = _shown(frame.data[DIGITS_MAX:])
            self.tickets_shown.append(self.ticket)


class SimEvaluator(_Unit):
    """A visitor's rating keypad. Its keys work after the host has started a rating, once."""

    def __init__(self, bus: SimKeypadBus, address: int) -> None:
        super().__init__(bus, address)
        self.enabled = False
        self.stars: int | None = None

    def press(self, index: int) -> bool:
        """Press a rating key; return whether the host acknowledged it."""
        if not self.enabled:
            return False
        self.enabled = False
        return self.press_late(index)

    def press_late(self, index: int) -> bool:
        """Press a key of a keypad that does not wait to be started. Some do not."""
        return self._send(Frame(self.address, Command.RATE, bytes([index])))

    def hear(self, frame: Frame) -> None:
        super().hear(frame)
        if frame == start_rating(self.address):
            self.enabled = True
        elif frame.command == Command.SHOW and len(frame.data) == 1:
            self.stars = frame.data[0]


def wrong_checksum(frame: bytes) -> bytes:
    return frame[:-2] + bytes([frame[-2] ^ 1]) + frame[-1:]


def wrong_second_length(frame: bytes) -> bytes:
    return frame[:3] + bytes([frame[3] + 1]) + frame[4:]


def _shown(digits: bytes) -> str:
    return "".join(str(digit) if digit <= 9 else " " for digit in digits)  # noqa: PLR2004 - a digit
