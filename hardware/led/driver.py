"""The thread that owns a line of LED bars: one bar on a network address, or several on a bus."""

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import Final

import structlog

from hardware.backoff import pause_s
from hardware.errors import DeviceError, MalformedReply, NoReply
from hardware.led.bar import Bar, Row
from hardware.led.berth import Berth
from hardware.led.events import BarDown, BarTrouble, BarTroubleOver, BarUp, LedEvent, Oddity
from hardware.led.settings import LedSettings
from hardware.telling import tell
from hardware.transport import Transport, open_transport

log = structlog.get_logger("led")

STOP_TIMEOUT_S: Final = 15.0
"""A driver stuck in the system's call is left behind: its thread ends with the program."""

_SILENCE: Final = (NoReply, MalformedReply)
_LOOK_S: Final = 0.05
_NETWORK: Final = "socket://"


class LedLine:
    """All bars on one line. `on_event` is called on the line's thread.

    What is shown is kept: a bar that comes back, or has lost its power, is told all of it again. A
    newer text replaces one that has not been said yet.
    """

    def __init__(
        self,
        url: str,
        bars: Mapping[str, Bar],
        on_event: Callable[[LedEvent], None],
        settings: LedSettings | None = None,
    ) -> None:
        self._url = url
        self._on_event = on_event
        self._settings = settings or LedSettings()
        self._berths = {name: Berth(bar, self._settings) for name, bar in bars.items()}
        self._bauds = _speeds(url, list(bars.values()))
        self._told_down: dict[str, bool] = {}
        self._oddities: Counter[tuple[str, Oddity]] = Counter()
        for name, bar in bars.items():
            bar.on_oddity = partial(self._count, name)
        self._served = False
        """Whether a bar has answered on this connection."""
        self._nudged = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"led {url}", daemon=True)

    @property
    def oddities(self) -> Counter[tuple[str, Oddity]]:
        """Return how often what should be seldom has happened at each bar since the start."""
        return self._oddities.copy()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop. What the bars show stays there until they take it away themselves."""
        self._stopping.set()
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def wait_until_said(self, timeout_s: float) -> bool:
        """Wait until every bar that is there shows what it should; return whether it does."""
        until_s = monotonic() + timeout_s
        while not all(berth.says_all for berth in self._berths.values()):
            if monotonic() >= until_s:
                return False
            self._stopping.wait(_LOOK_S)
        return True

    def show(self, bar: str, rows: Sequence[Row | None]) -> None:
        """Have a bar show these rows from now on. Never waits."""
        self._berths[bar].want(rows)
        self._nudged.set()

    def leave(self, bar: str) -> None:
        """Show nothing more on a bar, and leave there what it shows: it is another's now."""
        self._berths[bar].want_nothing()

    def _count(self, bar: str, oddity: Oddity) -> None:
        self._oddities[bar, oddity] += 1

    def _run(self) -> None:
        attempt, speeds = 0, len(self._bauds)
        while not self._stopping.is_set():
            self._served = False
            try:
                self._one_connection(self._bauds[attempt % speeds])
            except DeviceError as error:
                if self._served:
                    attempt %= speeds  # the speed was right
                elif isinstance(error, _SILENCE):
                    attempt += 1
                    if attempt % speeds:
                        continue  # perhaps it speaks at the other speed
                else:
                    attempt += speeds
                self._all_lost(str(error))
                self._pause(attempt // speeds)
            except Exception as error:
                # A bar of another package may have mistakes; its line goes on all the same.
                log.exception("led.driver_failed", url=self._url)
                self._all_lost(f"its driver failed: {type(error).__name__}: {error}")
                self._pause(len(self._settings.backoff_s))

    def _one_connection(self, baud: int) -> None:
        line = open_transport(self._url, baud=baud, write_timeout_s=self._settings.reply_s)
        try:
            for berth in self._berths.values():
                berth.begin()
            while not self._stopping.is_set():
                self._nudged.clear()
                self._tend_all(line)
                next_s = min(berth.due_s for berth in self._berths.values())
                self._nudged.wait(max(0.0, next_s - monotonic()))
        finally:
            line.close()

    def _tend_all(self, line: Transport) -> None:
        """Tend each bar that is due. With no bar left, raise why: the line may be at fault."""
        silence: DeviceError | None = None
        for name, berth in self._berths.items():
            if berth.due_s <= monotonic() and not self._stopping.is_set():
                silence = self._tend(name, berth, line) or silence
        if silence is None:
            return
        if not any(berth.up for berth in self._berths.values()):
            raise silence
        for name, berth in self._berths.items():
            if not berth.up:
                self._tell_down(name, str(silence))

    def _tend(self, name: str, berth: Berth, line: Transport) -> DeviceError | None:
        had = set(berth.troubles.items())
        try:
            berth.tend(line, monotonic())
        except _SILENCE as error:
            berth.lost(monotonic())
            return error
        if berth.confirmed:
            self._served = True
            self._tell_up(name)
        for kind, cause in set(berth.troubles.items()) - had:
            self._tell(BarTrouble(name, kind, cause))
        for kind in {kind for kind, _ in had} - set(berth.troubles):
            self._tell(BarTroubleOver(name, kind))
        return None

    def _all_lost(self, cause: str) -> None:
        for name, berth in self._berths.items():
            berth.lost(monotonic())
            self._tell_down(name, cause)

    def _tell_up(self, name: str) -> None:
        if self._told_down.get(name, True):
            self._told_down[name] = False
            self._tell(BarUp(name))

    def _tell_down(self, name: str, cause: str) -> None:
        if not self._told_down.get(name, False):
            self._told_down[name] = True
            self._tell(BarDown(name, cause))

    def _pause(self, failures: int) -> None:
        self._stopping.wait(pause_s(self._settings.backoff_s, max(0, failures - 1)))

    def _tell(self, event: LedEvent) -> None:
        tell("led", event, self._on_event)


def _speeds(url: str, bars: Sequence[Bar]) -> Sequence[int]:
    if url.startswith(_NETWORK):
        return (0,)
    return tuple(dict.fromkeys(baud for bar in bars for baud in bar.bauds))
