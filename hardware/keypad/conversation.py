"""What may be said when on a bus of keypads. Knows no port and no clock.

A keypad repeats a frame until it is acknowledged, an adapter may give our own frames back, and
several of these look the same: an acknowledgement is the key frame itself, and "start rating"
is the key "ask for a rating". Time tells them apart.
"""

from collections import Counter, deque
from collections.abc import Collection
from dataclasses import dataclass

from hardware.keypad.codec import Command, Damage, Frame, FrameDecoder, acknowledge, decode_key
from hardware.keypad.events import KeypadEvent, KeyPressed, KeyStuck, Oddity, Rated
from hardware.keypad.settings import KeypadSettings

_BITS_PER_BYTE = 10  # 8 data bits, start and stop


@dataclass(frozen=True)
class Heard:
    """What came out of some bytes: to be answered first, then acted upon."""

    answers: tuple[Frame, ...] = ()
    events: tuple[KeypadEvent, ...] = ()

    def __add__(self, other: "Heard") -> "Heard":
        return Heard(self.answers + other.answers, self.events + other.events)


@dataclass
class _Press:
    frame: Frame
    last_s: float
    repeats: int = 0


class Conversation:
    def __init__(self, addresses: Collection[int], settings: KeypadSettings) -> None:
        self.oddities: Counter[Oddity] = Counter()
        self._addresses = frozenset(addresses)
        self._settings = settings
        self._decoder = FrameDecoder()
        self._echoes: deque[tuple[Frame, float]] = deque()  # with the time until which they count
        self._sent_until_s = 0.0
        self._presses: dict[tuple[int, int], _Press] = {}
        self._ratings_until_s: dict[int, float] = {}

    @property
    def somebody_speaks(self) -> bool:
        return self._decoder.in_frame

    def hear(self, data: bytes, *, now_s: float) -> Heard:
        """Take bytes off the line."""
        return self._hear_all(self._decoder.feed(data), now_s)

    def hear_silence(self, *, now_s: float) -> Heard:
        """The line has been silent for `burst_gap_s`."""
        return self._hear_all(self._decoder.end_of_burst(), now_s)

    def said(self, frame: Frame, *, now_s: float) -> None:
        """We sent `frame`: an adapter may give it back."""
        transmit_s = len(frame.encode()) * _BITS_PER_BYTE / self._settings.baud
        self._sent_until_s = max(self._sent_until_s, now_s) + transmit_s
        self._echoes.append((frame, self._sent_until_s + self._settings.echo_s))

    def expect_rating(self, address: int, *, now_s: float) -> None:
        """From now on one rating of `address` counts, for `rating_window_s`."""
        self._ratings_until_s[address] = now_s + self._settings.rating_window_s

    def _hear_all(self, found: list[Frame | Damage], now_s: float) -> Heard:
        heard = Heard()
        for item in found:
            if isinstance(item, Damage):
                self.oddities[Oddity.DAMAGED] += 1  # no answer: the keypad repeats
            else:
                heard += self._hear_frame(item, now_s)
        return heard

    def _hear_frame(self, frame: Frame, now_s: float) -> Heard:
        if self._is_echo(frame, now_s):
            return self._odd(Oddity.ECHO)
        if frame.address not in self._addresses:
            return self._odd(Oddity.UNKNOWN_ADDRESS)
        if frame.command not in {Command.KEY, Command.RATE} or not frame.data:
            return self._odd(Oddity.UNKNOWN_KEY)
        return Heard(answers=(acknowledge(frame),)) + self._press(frame, now_s)

    def _press(self, frame: Frame, now_s: float) -> Heard:
        sender = (frame.address, frame.command)
        before = self._presses.get(sender)
        # Each repeat counts from the one before it: a key held down stays one press.
        if before and before.frame == frame and self._is_repeat(before, now_s):
            before.last_s = now_s
            before.repeats += 1
            stuck = before.repeats == self._settings.stuck_repeats
            return self._odd(Oddity.REPEATED, *([KeyStuck(frame.address)] if stuck else []))
        self._presses[sender] = _Press(frame, now_s)
        return self._rate(frame, now_s) if frame.command == Command.RATE else self._key(frame)

    def _is_repeat(self, before: _Press, now_s: float) -> bool:
        return now_s - before.last_s <= self._settings.repeat_gap_s

    def _key(self, frame: Frame) -> Heard:
        key = decode_key(frame.data)
        if key is None:
            return self._odd(Oddity.UNKNOWN_KEY)
        return Heard(events=(KeyPressed(frame.address, key),))

    def _rate(self, frame: Frame, now_s: float) -> Heard:
        level = self._settings.rating_levels.get(frame.data[-1])
        if level is None:
            return self._odd(Oddity.UNKNOWN_KEY)
        until_s = self._ratings_until_s.pop(frame.address, None)
        if until_s is None or now_s > until_s:
            return self._odd(Oddity.UNASKED_RATING)
        return Heard(events=(Rated(frame.address, level),))

    def _is_echo(self, frame: Frame, now_s: float) -> bool:
        while self._echoes and now_s > self._echoes[0][1]:
            self._echoes.popleft()
        for echo in self._echoes:
            if echo[0] == frame:
                self._echoes.remove(echo)
                return True
        return False

    def _odd(self, oddity: Oddity, *events: KeypadEvent) -> Heard:
        self.oddities[oddity] += 1
        return Heard(events=events)
