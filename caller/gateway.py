"""Windows without a PC: their clerks call by keypads, which all hang on one small computer.

Each window has a line of its own to the hall, as a panel has, so nobody can tell from outside
whether a clerk pressed a key or a button. Everything is decided on one thread.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import structlog

from caller.config import KeypadsConfig
from caller.devices import KeypadWire
from caller.work import LOCALE, WindowWork
from contract.hall import Keypad
from contract.ids import DeviceId
from hardware.keypad import KeypadEvent
from messaging import LineEvent
from messaging.inbox import Inbox
from messaging.shared_loop import SharedLoop
from qtkit.texts import Texts

log = structlog.get_logger("keypads")

News: TypeAlias = tuple[DeviceId, LineEvent | KeypadEvent]


class KeypadGateway:
    """The keypads of some windows, on one or more wires.

    Raises:
        ProfileError, KeypadsDisagree: what the hall file says of a wire cannot be.
    """

    def __init__(self, config: KeypadsConfig) -> None:
        self._news: Inbox[News] = Inbox()
        self._texts = Texts(LOCALE)
        self._loop = SharedLoop("keypad lines")
        self._wires = [
            KeypadWire(
                keypads,
                url=url,
                rating_s=config.hall.policy.rating_s,
                on_event=lambda caller, event: self._news.put((caller, event)),
            )
            for url, keypads in _by_wire(config).items()
        ]
        self._works = {
            caller: self._work(config, caller, wire) for wire in self._wires for caller in wire.at
        }

    def run(self, is_over: Callable[[], bool]) -> None:
        """Work until `is_over`; then take leave."""
        self._loop.start()
        for work in self._works.values():
            work.start()
        for wire in self._wires:
            wire.start()
        try:
            self._news.serve(is_over, self._take, self._tick)
        finally:
            for wire in self._wires:
                wire.close()
            for work in self._works.values():
                work.stop()
            self._loop.close(work.line for work in self._works.values())

    def _tick(self) -> None:
        for work in self._works.values():
            work.desk.on_tick()

    def _take(self, news: News) -> None:
        caller, event = news
        try:
            self._works[caller].receive(event)
        except Exception:  # one window's trouble is not the others'
            log.exception("keypads.news_not_taken", caller=caller)

    def _work(self, config: KeypadsConfig, caller: DeviceId, wire: KeypadWire) -> WindowWork:
        return WindowWork(
            config.hall,
            caller,
            program="keypads",
            broker=config.broker,
            credentials=config.accounts[caller],
            keypads=wire.at[caller],
            texts=self._texts,
            deliver=lambda event: self._news.put((caller, event)),
            loop=self._loop.loop,
        )


def _by_wire(config: KeypadsConfig) -> Mapping[str, Mapping[DeviceId, Keypad]]:
    """Return the windows that share each wire, by its url."""
    found: dict[str, dict[DeviceId, Keypad]] = {}
    for caller in config.accounts:
        entry = config.hall.callers[caller].keypad
        assert entry is not None, caller
        found.setdefault(config.keypad_url or entry.url, {})[caller] = entry
    return found
