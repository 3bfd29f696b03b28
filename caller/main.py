"""Puts a panel together: line, desk, keypads, screen. The only file that knows them all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtQuick import QQuickView

from caller.config import CallerConfig
from caller.core.desk import Desk
from caller.core.keypad_clerk import KeypadClerk
from caller.core.presenter import CallerPresenter
from caller.core.ratings import Ratings
from caller.core.wording import bilingual
from caller.devices import KeypadEvents, NoKeypads, WindowKeypads
from caller.qt.window import open_panel
from contract import topics
from contract.hall import Keypad
from hardware.counters import Counters
from hardware.keypad import KeypadEvent, KeyPressed, Rated
from messaging import (
    Answered,
    Fault,
    Line,
    LineEvent,
    LinkChanged,
    NotAnswered,
    Received,
    Subscription,
    clock,
)
from qtkit.bridge import ScreenBridge
from qtkit.inbox import MainThreadInbox
from qtkit.program import close_window
from qtkit.texts import Texts

LOCALE: Final = Path(__file__).parent / "locale"
TICK_MS: Final = 250
COUNTED: Final[Mapping[type, str]] = {KeyPressed: "key_presses", Rated: "ratings"}
"""What the technician is told of, counted from each start on."""


class CallerProgram:
    """A panel that runs. Lives on the Qt thread."""

    def __init__(self, config: CallerConfig) -> None:
        entry = config.hall.callers[config.caller_id]
        window = config.hall.windows[entry.window]
        texts = Texts(LOCALE)
        self._inbox = MainThreadInbox(self._receive)
        self._line = _line(config, self._inbox)
        self._desk = Desk(window.id, wire=self._line, clock=clock)
        self._keypads = self._bus(config, entry.keypad)
        self._keypad_faults: Mapping[str, Fault] = {}
        keypads = self._keypads or NoKeypads()
        clerk = KeypadClerk(self._desk, keypads, reason=bilingual(texts, "keypad.reason"))
        ratings = Ratings(self._desk, keypads, wire=self._line, clock=clock)
        self._keypad_events = KeypadEvents(clerk, ratings, self._keypads_changed)
        self._counters = Counters(None, self._line.report_counters)
        bridge = ScreenBridge(texts, config.language)
        self._presenter = CallerPresenter(
            self._desk,
            hall=config.hall,
            window=window,
            view=bridge,
            words=texts,
            clock=clock,
            language=config.language,
            ratings=ratings if entry.screen_rating else None,
        )
        bridge.on_tap = self._presenter.on_tap
        self.window: QQuickView = open_panel(config, bridge, window_number=window.number)
        self._tick = QTimer()
        self._tick.timeout.connect(self._desk.on_tick)

    def start(self) -> None:
        """Begin to connect, and to listen to the keypads."""
        self._tick.start(TICK_MS)
        self._counters.start()
        self._line.start()
        if self._keypads is not None:
            self._keypads.start()

    def close(self) -> None:
        """End the threads and close the window."""
        self._tick.stop()
        self._inbox.close()
        if self._keypads is not None:
            self._keypads.close()
        self._counters.stop()
        self._line.close()
        close_window(self.window)

    def _bus(self, config: CallerConfig, keypad: Keypad | None) -> WindowKeypads | None:
        if keypad is None:
            return None
        return WindowKeypads(
            keypad,
            url=config.keypad_url or keypad.url,
            rating_s=config.hall.policy.rating_s,
            on_event=self._inbox.put,
        )

    def _receive(self, event: LineEvent | KeypadEvent) -> None:
        """Take what the line and the keypads have to tell, on the Qt thread."""
        match event:
            case LinkChanged(state=state, detail=detail):
                self._desk.on_link(state, detail)
            case Received():
                self._take_message(event)
            case Answered(command=command, answer=answer):
                self._desk.on_answer(command, answer)
            case NotAnswered(command=command):
                self._desk.on_no_answer(command)
            case _:
                if type(event) in COUNTED:
                    self._counters.add(COUNTED[type(event)])
                self._keypad_events.take(event)

    def _take_message(self, received: Received) -> None:
        if received.topic is topics.HALL:
            self._desk.on_hall(received.message)
            self._report_faults()
        elif received.topic is topics.PANEL:
            self._desk.on_panel(received.message)
        else:
            self._desk.on_news(received.message)

    def _keypads_changed(self, faults: Mapping[str, Fault]) -> None:
        self._keypad_faults = faults
        self._report_faults()

    def _report_faults(self) -> None:
        clock_faults = self._desk.knowledge.watch.faults()
        self._line.report_faults({**clock_faults, **self._keypad_faults})


def start(config: CallerConfig) -> CallerProgram:
    """Start the panel; a Qt application must be there. Raises `ScreenBroken`."""
    program = CallerProgram(config)
    program.start()
    return program


def _line(config: CallerConfig, inbox: MainThreadInbox) -> Line:
    hall_id = config.hall.hall.id
    window_id = config.hall.callers[config.caller_id].window
    return Line(
        config.broker,
        hall_id=hall_id,
        device_id=config.caller_id,
        credentials=config.credentials,
        program="caller",
        subscriptions=[
            Subscription(topics.HALL.of(hall_id), topics.HALL),
            Subscription(topics.panel(hall_id, window_id), topics.PANEL),
            Subscription(topics.QUEUE.of(hall_id), topics.QUEUE),
            Subscription(topics.WINDOW.of(hall_id), topics.WINDOW),
            Subscription(topics.ALARMS.of(hall_id), topics.ALARMS),
            Subscription(topics.panel_cases(hall_id, window_id), topics.PANEL_CASES),
        ],
        deliver=inbox.put,
    )
