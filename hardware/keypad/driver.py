"""The thread that owns a bus of keypads."""

import threading
from collections import Counter
from collections.abc import Callable, Collection
from enum import Enum, auto
from time import monotonic
from typing import Final

from hardware.backoff import pause_s
from hardware.errors import DeviceError
from hardware.keypad.conversation import Conversation
from hardware.keypad.events import BusDown, BusUp, KeypadEvent, Oddity
from hardware.keypad.protocol import Heard, KeypadProtocol, Message
from hardware.keypad.settings import KeypadSettings
from hardware.telling import tell
from hardware.transport import Transport, open_transport

_READ_BYTES: Final = 256
_LISTEN_S: Final = 0.02  # what waits to be said waits so long at most on a quiet line
STOP_TIMEOUT_S: Final = 10.0
"""A driver stuck in the system's call is left behind: its thread ends with the program."""


class _Purpose(Enum):
    """One message of each waits for each keypad: a newer one replaces it."""

    NUMBERS = auto()
    STARS = auto()
    RATING = auto()
    BEEP = auto()


_LASTING: Final = frozenset({_Purpose.NUMBERS, _Purpose.STARS})  # shown again after a break


class KeypadBus:
    """All keypads on one port. `on_event` is called on the bus's thread and must be quick:
    the next key is not acknowledged before it returns.

    A caller and a rating keypad may share an address, or have one each.
    """

    def __init__(
        self,
        url: str,
        addresses: Collection[int],
        on_event: Callable[[KeypadEvent], None],
        settings: KeypadSettings | None = None,
        *,
        protocol: KeypadProtocol | None = None,
    ) -> None:
        self._url = url
        self._addresses = frozenset(addresses)
        self._on_event = on_event
        self._settings = settings or KeypadSettings()
        self._conversation: KeypadProtocol = protocol or Conversation(addresses, self._settings)
        self._lock = threading.Lock()
        self._outbox: dict[tuple[int, _Purpose], Message] = {}
        self._shown: dict[tuple[int, _Purpose], Message] = {}
        self._up = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keypad bus", daemon=True)

    @property
    def oddities(self) -> Counter[Oddity]:
        """Return how often what should be seldom has happened since the start."""
        return self._conversation.oddities.copy()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(STOP_TIMEOUT_S)

    def show(self, address: int, waiting: int | None, ticket_number: str | None) -> None:
        """Show how many wait and who is called; what does not come stays blank.

        Said again when the bus comes back; so is `show_stars`. The rest is not: it would be late.
        """
        self._post(
            _Purpose.NUMBERS, self._conversation.show_numbers(address, waiting, ticket_number)
        )

    def show_stars(self, address: int, stars: int) -> None:
        self._post(_Purpose.STARS, self._conversation.show_stars(address, stars))

    def start_rating(self, address: int) -> None:
        """Let the visitor rate; `Rated` follows, or nothing within the rating window."""
        self._post(_Purpose.RATING, self._conversation.start_rating(address))

    def beep(self, address: int) -> None:
        self._post(_Purpose.BEEP, self._conversation.beep(address))

    def _post(self, purpose: _Purpose, message: Message) -> None:
        if message.address not in self._addresses:
            raise ValueError(f"no keypad has the address {message.address} on {self._url}")
        with self._lock:
            if purpose in _LASTING:
                self._shown[message.address, purpose] = message
            if self._up:
                self._outbox[message.address, purpose] = message

    def _run(self) -> None:
        attempts = 0
        while not self._stopping.is_set():
            try:
                line = open_transport(self._url, baud=self._settings.baud)
                try:
                    attempts = 0
                    self._set_up()
                    self._converse(line)
                finally:
                    line.close()
            except DeviceError as error:
                self._set_down(str(error), first=attempts == 0)
                self._stopping.wait(pause_s(self._settings.backoff_s, attempts))
                attempts += 1

    def _set_up(self) -> None:
        with self._lock:
            self._up = True
            self._outbox = dict(self._shown)
        tell("keypad", BusUp(), self._on_event)

    def _set_down(self, cause: str, *, first: bool) -> None:
        with self._lock:
            self._up = False
        if first:
            tell("keypad", BusDown(cause), self._on_event)

    def _converse(self, line: Transport) -> None:
        quiet_since_s = monotonic()
        while not self._stopping.is_set():
            data = line.read(_READ_BYTES, timeout_s=_LISTEN_S)
            now_s = monotonic()
            if data:
                quiet_since_s = now_s
                self._react(line, self._conversation.hear(data, now_s=now_s))
            elif now_s - quiet_since_s >= self._settings.burst_gap_s:
                self._react(line, self._conversation.hear_silence(now_s=now_s))
            if now_s - quiet_since_s >= self._settings.turnaround_s:
                self._speak(line)

    def _react(self, line: Transport, heard: Heard) -> None:
        for answer in heard.answers:  # first: the keypad repeats after a fifth of a second
            self._say(line, answer)
        for event in heard.events:
            tell("keypad", event, self._on_event)

    def _speak(self, line: Transport) -> None:
        if self._conversation.somebody_speaks:
            return
        with self._lock:
            if not self._outbox:
                return
            purpose = next(iter(self._outbox))
            message = self._outbox.pop(purpose)
        self._say(line, message)
        if purpose[1] is _Purpose.RATING:
            self._conversation.expect_rating(message.address, now_s=monotonic())

    def _say(self, line: Transport, message: Message) -> None:
        line.write(message.encode())
        self._conversation.said(message, now_s=monotonic())
