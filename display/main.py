"""Puts a display together: line, screen and voice. The only file that knows all the others."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtQuick import QQuickView

from contract import topics
from contract.ids import EpochMs
from contract.topics import Topic
from display.config import DisplayConfig
from display.core.presenter import BoardPresenter, Presenter, SignPresenter
from display.core.signage import Signage
from display.qt.bilingual import BilingualBridge
from display.qt.moving import Moving
from display.qt.pictures import Pictures
from display.speech.speech import Speech, Spoken
from display.video.player import Player, can_play
from messaging import HallWatch, Line, LineEvent, LinkChanged, Received, Subscription
from messaging.clock import now_ms
from qtkit.inbox import MainThreadInbox
from qtkit.palettes import palette_of_board
from qtkit.program import close_window, open_window
from qtkit.texts import Texts
from qtkit.theme import Dress

HERE: Final = Path(__file__).parent
TICK_MS: Final = 250

Handler: TypeAlias = Callable[[Any, EpochMs], object]


def start(config: DisplayConfig) -> "DisplayProgram":
    """Open the window and begin to connect. There must be a QGuiApplication."""
    return DisplayProgram(config)


class DisplayProgram:
    """A display that runs, until `close`."""

    def __init__(self, config: DisplayConfig) -> None:
        texts = Texts(HERE / "locale")
        self._config = config
        self._watch = HallWatch()
        self._signage = Signage(config.hall, texts, self._watch, config.display.direction_of)
        self._moving = Moving()
        self._player = Player(lambda: self._moving.dots, self._moving.show)
        self._bridge = BilingualBridge(texts, self._moving)
        self._inbox = MainThreadInbox(self._receive)
        self._handlers: dict[str, list[tuple[Mapping[str, str], Handler]]] = {}
        self._subscriptions: dict[str, Subscription] = {}

        self._listen(topics.HALL, self._watch.on_hall)
        self._presenter: Presenter = self._make_presenter()
        self._speech = self._make_speech() if config.voice else None
        self._line = self._make_line()

        self._presenter.refresh(now_ms())
        self.window: QQuickView = self._open_window()
        self._moving.provide(self.window)
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)
        if self._speech is not None:
            self._speech.start()
        self._line.start()

    def close(self) -> None:
        """End all threads and close the window."""
        self._timer.stop()
        self._inbox.close()
        self._line.close()
        self._player.close()
        if self._speech is not None:
            self._speech.close()
        close_window(self.window)

    def _make_presenter(self) -> Presenter:
        display = self._config.display
        if display.kind == "window" and display.window is not None:
            sign = SignPresenter(display.window, view=self._bridge, signage=self._signage)
            self._listen(topics.WINDOW, sign.on_window, window=display.window)
            return sign
        pictures = self._make_pictures()
        board = BoardPresenter(
            display.zone,
            view=self._bridge,
            signage=self._signage,
            watch=self._watch,
            picture=(lambda _now_ms: None) if pictures is None else pictures.at,
            no_picture=(lambda: None) if pictures is None else pictures.leave,
        )
        self._listen(topics.BOARD, board.on_board, zone=display.zone)
        return board

    def _make_pictures(self) -> Pictures | None:
        display, folder = self._config.display, self._config.beside
        if display.pictures is None or folder is None:
            return None
        pictures = Pictures(
            folder / display.pictures,
            display.picture_s * 1000,
            video_ms=display.video_s * 1000,
            player=self._player if can_play() else None,
        )
        self._bridge.on_tap = lambda _action, url: pictures.leave_out(url)
        return pictures

    def _make_speech(self) -> Speech:
        speech = Speech(self._config, watch=self._watch, now_ms=now_ms, deliver=self._inbox.put)
        for subscription in speech.subscriptions:
            self._subscriptions[subscription.topic_filter] = subscription
        self._handlers.setdefault(topics.BOARD.name, []).append(({}, speech.on_board))
        self._handlers.setdefault(topics.CALL.name, []).append(({}, speech.on_call))
        return speech

    def _listen(self, topic: Topic, handler: Handler, **levels: str) -> None:
        topic_filter = topic.of(self._config.hall.hall.id, **levels)
        self._subscriptions[topic_filter] = Subscription(topic_filter, topic)
        self._handlers.setdefault(topic.name, []).append((levels, handler))

    def _make_line(self) -> Line:
        config = self._config
        return Line(
            config.broker,
            hall_id=config.hall.hall.id,
            device_id=config.display_id,
            program="display",
            deliver=self._inbox.put,
            subscriptions=tuple(self._subscriptions.values()),
            credentials=config.credentials,
            asks=False,
        )

    def _open_window(self) -> QQuickView:
        config = self._config
        look, folder = config.hall.look, config.beside
        logo = folder / look.logo if folder and look.logo else None
        return open_window(
            HERE / "qt" / "Main.qml",
            self._bridge,
            title=f"{config.hall.hall.name.zh} {config.display_id}",
            width=config.width,
            height=config.height,
            fullscreen=config.fullscreen,
            screen=config.screen,
            dress=Dress(palette_of_board(look.board, look.accent), logo),
        )

    def _receive(self, event: LineEvent | Spoken) -> None:
        """Take what the line and the voice have to tell, on the Qt thread."""
        now = now_ms()
        match event:
            case LinkChanged(state=state, detail=detail):
                self._watch.on_link(state, detail, now)
            case Received(topic=topic, levels=levels, message=message):
                for wanted, handle in self._handlers[topic.name]:
                    if wanted.items() <= levels.items():
                        handle(message, now)
            case Spoken() if self._speech is not None:
                self._speech.take(event, now)
        self._tick()

    def _tick(self) -> None:
        self._presenter.refresh(now_ms())
        spoken = self._speech.faults if self._speech is not None else {}
        self._line.report_faults({**self._watch.faults(), **spoken})
