"""A panel's real window, offscreen, with a bench behind it."""

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from caller.core.presenter import CallerPresenter
from caller.core.ratings import Ratings
from caller.devices import NoKeypads
from caller.qt.window import MAIN_QML
from qtkit.bridge import ScreenBridge
from qtkit.program import open_window
from qtkit.texts import Texts
from tests.helpers.desk import LOCALE, WINDOW, Bench, bench, free
from tests.helpers.qt import click, item, pump, reveal, text, wait_for
from tests.helpers.unmasking import CARD, unmasking_hall

HALL = unmasking_hall()


class Window:
    """A panel on a screen: the bench behind it is set by hand."""

    def __init__(self, language: str = "en", *, screen_rating: bool = False) -> None:
        self.bench: Bench = bench(free())
        desk, wire, clock = self.bench.desk, self.bench.wire, self.bench.clock
        ratings = Ratings(desk, NoKeypads(), wire=wire, clock=clock)
        texts = Texts(LOCALE)
        self.bridge = ScreenBridge(texts, language)
        self.presenter = CallerPresenter(
            self.bench.desk,
            hall=HALL,
            window=WINDOW,
            view=self.bridge,
            words=texts,
            clock=self.bench.clock,
            language=language,
            ratings=ratings if screen_rating else None,
            opening=lambda _: CARD,
        )
        self.bridge.on_tap = self.presenter.on_tap
        self.view: QQuickView = open_window(
            MAIN_QML, self.bridge, title="panel", width=420, height=640
        )
        self.view.requestActivate()
        wait_for(self.view.isActive, what="no active window")

    def click(self, name: str) -> None:
        """Click an item, having scrolled to it if it is in a list."""
        wait_for(lambda: self.item(name), what=f"no {name}")
        reveal(self.view, name)
        click(self.view, name)
        self.bench.wait(500)
        pump()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.view, key)

    def text(self, name: str) -> str | None:
        return text(self.view, name)

    def item(self, name: str) -> QQuickItem | None:
        return item(self.view, name)
