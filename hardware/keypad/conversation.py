"""What may be said when on a bus of keypads. Knows no port and no clock.

A keypad repeats a frame until it is acknowledged, an adapter may give our own frames back, and
several of these look the same: an acknowledgement is the key frame itself, and "start rating"
is the key "ask for a rating". Time tells them apart.
"""

from collections import Counter
from collections.abc import Collection

from hardware.keypad import codec
from hardware.keypad.codec import Command, Damage, Frame, FrameDecoder, acknowledge, decode_key
from hardware.keypad.events import KeypadEvent, KeyPressed, KeyStuck, Oddity, Rated
from hardware.keypad.presses import Echoes, Press, Presses, RatingWindows
from hardware.keypad.protocol import Heard, Message
from hardware.keypad.settings import KeypadSettings


class Conversation:
    """The 21-key protocol; a `KeypadProtocol`."""

    def __init__(self, addresses: Collection[int], settings: KeypadSettings) -> None:
        self._oddities: Counter[Oddity] = Counter()
        self._addresses = frozenset(addresses)
        self._settings = settings
        self._decoder = FrameDecoder()
        self._echoes = Echoes(settings)
        self._presses = Presses(settings)
        self._ratings = RatingWindows(settings)

    @property
    def oddities(self) -> Counter[Oddity]:
        return self._oddities

    @property
    def somebody_speaks(self) -> bool:
        return self._decoder.in_frame

    def hear(self, data: bytes, *, now_s: float) -> Heard:
        """Take bytes off the line."""
        return self._hear_all(self._decoder.feed(data), now_s)

    def hear_silence(self, *, now_s: float) -> Heard:
        """The line has been silent for `burst_gap_s`."""
        return self._hear_all(self._decoder.end_of_burst(), now_s)

    def said(self, message: Message, *, now_s: float) -> None:
        """We sent `message`: an adapter may give it back."""
        sent = message.encode()
        self._echoes.said(sent, sent, now_s)

    def expect_rating(self, address: int, *, now_s: float) -> None:
        """From now on one rating of `address` counts, for `rating_window_s`."""
        self._ratings.open(address, now_s)

    # What may be said

    def show_numbers(self, address: int, waiting: int | None, ticket_number: str | None) -> Frame:
        return codec.show_numbers(address, waiting, ticket_number)

    def show_stars(self, address: int, stars: int) -> Frame:
        return codec.show_stars(address, stars)

    def start_rating(self, address: int) -> Frame:
        return codec.start_rating(address)

    def beep(self, address: int) -> Frame:
        return codec.beep(address)

    def _hear_all(self, found: list[Frame | Damage], now_s: float) -> Heard:
        heard = Heard()
        for item in found:
            if isinstance(item, Damage):
                self._oddities[Oddity.DAMAGED] += 1  # no answer: the keypad repeats
            else:
                heard += self._hear_frame(item, now_s)
        return heard

    def _hear_frame(self, frame: Frame, now_s: float) -> Heard:
        if self._echoes.take(frame.encode(), now_s):
            return self._odd(Oddity.ECHO)
        if frame.address not in self._addresses:
            return self._odd(Oddity.UNKNOWN_ADDRESS)
        if frame.command not in {Command.KEY, Command.RATE} or not frame.data:
            return self._odd(Oddity.UNKNOWN_KEY)
        return Heard(answers=(acknowledge(frame),)) + self._press(frame, now_s)

    def _press(self, frame: Frame, now_s: float) -> Heard:
        match self._presses.take((frame.address, frame.command), frame, now_s):
            case Press.REPEATED:
                return self._odd(Oddity.REPEATED)
            case Press.STUCK:
                return self._odd(Oddity.REPEATED, KeyStuck(frame.address))
            case Press.NEW:
                rating = frame.command == Command.RATE
                return self._rate(frame, now_s) if rating else self._key(frame)

    def _key(self, frame: Frame) -> Heard:
        key = decode_key(frame.data)
        if key is None:
            return self._odd(Oddity.UNKNOWN_KEY)
        return Heard(events=(KeyPressed(frame.address, key),))

    def _rate(self, frame: Frame, now_s: float) -> Heard:
        level = self._settings.rating_levels.get(frame.data[-1])
        if level is None:
            return self._odd(Oddity.UNKNOWN_KEY)
        if not self._ratings.take(frame.address, now_s):
            return self._odd(Oddity.UNASKED_RATING)
        return Heard(events=(Rated(frame.address, level),))

    def _odd(self, oddity: Oddity, *events: KeypadEvent) -> Heard:
        self._oddities[oddity] += 1
        return Heard(events=events)
