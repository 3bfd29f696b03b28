"""Puts a panel together: the work at its window, its keypads, its screen."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

from caller.config import CallerConfig
from caller.core.cues import Cues
from caller.core.presenter import CallerPresenter
from caller.devices import KeypadWire, NoKeypads
from caller.hot_keys import grabbed
from caller.hot_keys.combination import Combination
from caller.qt.place import KeptPlace
from caller.qt.window import bring_to_front, open_panel
from caller.sound import PanelSound
from caller.work import LOCALE, WindowWork
from contract.hall import Keypad
from hardware.keypad import KeypadEvent
from messaging import LineEvent, clock
from qtkit.bridge import ScreenBridge
from qtkit.inbox import MainThreadInbox
from qtkit.program import close_window
from qtkit.texts import Texts

TICK_MS: Final = 250


@dataclass(frozen=True)
class HotKeyPressed:
    """A combination of the whole desktop, by what it does."""

    action: str


class CallerProgram:
    """A panel that runs. Lives on the Qt thread."""

    def __init__(self, config: CallerConfig) -> None:
        entry = config.hall.callers[config.caller_id]
        window = config.hall.windows[entry.window]
        texts = Texts(LOCALE)
        self._inbox = MainThreadInbox(self._receive)
        self._wire = self._keypad_wire(config, entry.keypad)
        self._work = WindowWork(
            config.hall,
            config.caller_id,
            program="caller",
            broker=config.broker,
            credentials=config.credentials,
            keypads=self._wire.at[config.caller_id] if self._wire else NoKeypads(),
            texts=texts,
            deliver=self._inbox.put,
        )
        bridge = ScreenBridge(texts, config.language)
        self._presenter = CallerPresenter(
            self._work.desk,
            hall=config.hall,
            window=window,
            view=bridge,
            words=texts,
            clock=clock,
            language=config.language,
            ratings=self._work.ratings if entry.screen_rating else None,
            opening=config.opening,
        )
        bridge.on_tap = self._presenter.on_tap
        self.window: QQuickView = open_panel(config, bridge, window_number=window.number)
        if config.place_file is not None:
            self._place = KeptPlace(self.window, config.place_file, config.caller_id)
        chosen = config.hall.desk.hot_keys.chosen()
        self._hot_keys = grabbed(
            {action: Combination.of(keys) for action, keys in chosen.items()},
            self.hear_hot_key,
            qt_platform=QGuiApplication.platformName(),
        )
        self._cues = Cues(config.hall.desk.sounds)
        self._sound = PanelSound(config.player)
        self._tick = QTimer()
        self._tick.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to connect, and to listen to the keypads."""
        self._tick.start(TICK_MS)
        self._work.start()
        self._sound.start()
        if self._wire is not None:
            self._wire.start()
        if self._hot_keys is not None:
            self._hot_keys.start()

    def close(self) -> None:
        """End the threads and close the window."""
        self._tick.stop()
        self._inbox.close()
        if self._hot_keys is not None:
            self._hot_keys.close()
        if self._wire is not None:
            self._wire.close()
        self._work.close()
        self._sound.close()
        close_window(self.window)

    def _on_tick(self) -> None:
        desk = self._work.desk
        desk.on_tick()
        cue = None if desk.trouble else self._cues.due(desk.panel, clock.now_ms())
        if cue is not None:
            self._sound.play(cue)

    def hear_hot_key(self, action: str) -> None:
        """Take a press of a key of the whole desktop, from whatever thread."""
        self._inbox.put(HotKeyPressed(action))

    def _receive(self, event: LineEvent | KeypadEvent | HotKeyPressed) -> None:
        match event:
            case HotKeyPressed(action="show"):
                bring_to_front(self.window)
            case HotKeyPressed(action=action):
                self._presenter.on_tap(action, "")
            case _:
                self._work.receive(event)

    def _keypad_wire(self, config: CallerConfig, keypad: Keypad | None) -> KeypadWire | None:
        if keypad is None:
            return None
        return KeypadWire(
            {config.caller_id: keypad},
            url=config.keypad_url or keypad.url,
            rating_s=config.hall.policy.rating_s,
            on_event=lambda _, event: self._inbox.put(event),
        )


def start(config: CallerConfig) -> CallerProgram:
    """Start the panel; a Qt application must be there. Raises `ScreenBroken`."""
    program = CallerProgram(config)
    program.start()
    return program
