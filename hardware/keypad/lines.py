"""Keypads that send and take lines of text, as several makers' do: one pattern a key.

    keys = { call_next = "N(?P<address>\\d+)", recall = "R(?P<address>\\d+)" }
    rating = "P(?P<address>\\d+),(?P<key>\\d)"
    show = "D{address},{waiting},{ticket}"

The patterns come from the hall file. Pure: no port, no clock.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from hardware.keypad.codec import DIGITS_MAX, Key
from hardware.keypad.events import KeypadEvent, KeyPressed, KeyStuck, Oddity, Rated
from hardware.keypad.presses import Echoes, Press, Presses, RatingWindows
from hardware.keypad.protocol import Heard, Message
from hardware.keypad.settings import KeypadSettings

LINE_BYTES_MAX: Final = 64
"""A longer line is noise."""
_ENDS: Final = re.compile(rb"[\r\n\x00\x02\x03]+")


@dataclass(frozen=True, kw_only=True)
class LinePatterns:
    """One maker's lines. Each pattern matches a whole line; without a group `address` it is the
    only keypad's. What is empty is never said."""

    keys: Mapping[Key, re.Pattern[str]]
    rating: re.Pattern[str] | None = None
    """With a group `key`, the index of the rating key."""
    first_rating_key: int = 0
    acknowledge: str = ""
    show: str = ""
    start_rating: str = ""
    beep: str = ""
    end: str = "\r\n"


@dataclass(frozen=True)
class Said:
    """A line for one keypad."""

    address: int
    text: str

    def encode(self) -> bytes:
        return self.text.encode("ascii", errors="replace")


class LineConversation:
    """Lines of text on a bus; a `KeypadProtocol`."""

    def __init__(
        self, addresses: Collection[int], settings: KeypadSettings, patterns: LinePatterns
    ) -> None:
        self._addresses = frozenset(addresses)
        self._only = next(iter(self._addresses)) if len(self._addresses) == 1 else None
        self._settings = settings
        self._patterns = patterns
        self._oddities: Counter[Oddity] = Counter()
        self._presses = Presses(settings)
        self._ratings = RatingWindows(settings)
        self._echoes = Echoes(settings)
        self._pending = b""

    @property
    def oddities(self) -> Counter[Oddity]:
        return self._oddities

    @property
    def somebody_speaks(self) -> bool:
        return bool(self._pending)

    def hear(self, data: bytes, *, now_s: float) -> Heard:
        """Take bytes off the line."""
        *lines, self._pending = _ENDS.split(self._pending + data)
        heard = Heard()
        for line in lines:
            heard += self._line(line, now_s)
        if len(self._pending) > LINE_BYTES_MAX:
            self._pending = self._pending[-LINE_BYTES_MAX - 1 :]  # stays too long until it ends
        return heard

    def hear_silence(self, *, now_s: float) -> Heard:
        """Some keypads send one sign and no end of line: silence ends it."""
        line, self._pending = self._pending, b""
        return self._line(line, now_s)

    def said(self, message: Message, *, now_s: float) -> None:
        """We sent `message`: an adapter may give it back, and an answer may look like a key."""
        sent = message.encode()
        self._echoes.said(sent, sent.strip(), now_s)

    def expect_rating(self, address: int, *, now_s: float) -> None:
        self._ratings.open(address, now_s)

    # What may be said

    def show_numbers(self, address: int, waiting: int | None, ticket_number: str | None) -> Said:
        most = 10**DIGITS_MAX - 1
        return self._say(
            address,
            self._patterns.show,
            waiting="" if waiting is None else str(min(waiting, most)),
            ticket=ticket_number or "",
        )

    def show_stars(self, address: int, stars: int) -> Said:
        del stars  # no maker of this kind is known to have them
        return Said(address, "")

    def start_rating(self, address: int) -> Said:
        return self._say(address, self._patterns.start_rating)

    def beep(self, address: int) -> Said:
        return self._say(address, self._patterns.beep)

    def _say(self, address: int, template: str, **facts: object) -> Said:
        text = template.format(address=address, **facts) + self._patterns.end if template else ""
        return Said(address, text)

    # What is heard

    def _line(self, line: bytes, now_s: float) -> Heard:
        if not line.strip():
            return Heard()
        if self._echoes.take(line.strip(), now_s):
            return self._odd(Oddity.ECHO)
        if len(line) > LINE_BYTES_MAX or not line.isascii():
            return self._odd(Oddity.DAMAGED)
        text = line.decode("ascii").strip()
        for key, pattern in self._patterns.keys.items():
            if match := pattern.fullmatch(text):
                return self._press(text, match, now_s, key)
        rating = self._patterns.rating
        if rating is not None and (match := rating.fullmatch(text)):
            return self._press(text, match, now_s, None)
        return self._odd(Oddity.UNKNOWN_KEY)

    def _press(self, text: str, match: re.Match[str], now_s: float, key: Key | None) -> Heard:
        address = self._address(match)
        if address is None:
            return self._odd(Oddity.UNKNOWN_ADDRESS)
        answer = Heard(answers=(self._say(address, self._patterns.acknowledge, line=text),))
        match self._presses.take((address, key is None), text, now_s):
            case Press.REPEATED:
                return answer + self._odd(Oddity.REPEATED)
            case Press.STUCK:
                return answer + self._odd(Oddity.REPEATED, KeyStuck(address))
            case Press.NEW if key is not None:
                return answer + Heard(events=(KeyPressed(address, key),))
            case Press.NEW:
                return answer + self._rate(address, match, now_s)

    def _rate(self, address: int, match: re.Match[str], now_s: float) -> Heard:
        index = _whole(match.groupdict().get("key"))
        level = None
        if index is not None:
            level = self._settings.rating_levels.get(index - self._patterns.first_rating_key)
        if level is None:
            return self._odd(Oddity.UNKNOWN_KEY)
        if not self._ratings.take(address, now_s):
            return self._odd(Oddity.UNASKED_RATING)
        return Heard(events=(Rated(address, level),))

    def _address(self, match: re.Match[str]) -> int | None:
        if "address" not in match.re.groupindex:
            return self._only
        address = _whole(match["address"])
        return address if address in self._addresses else None

    def _odd(self, oddity: Oddity, *events: KeypadEvent) -> Heard:
        self._oddities[oddity] += 1
        return Heard(events=events)


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits and digits.isascii() and digits.isdigit() else None
