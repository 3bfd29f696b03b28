"""Fingers and eyes inside a Qt program: simulated people touch its real window and read it.

Installed by the command line into a kiosk, panel or display of a demo, never in a hall. People
outside speak to it over a loopback socket, one JSON object a line; each request has an "id" that
its answer repeats:

    {"id": 1, "do": "tap", "name": "home.begin"}   press and release on the middle of that item
    {"id": 2, "do": "key", "key": "Space"}          press a key
    {"id": 3, "do": "look"}                         answer with the texts of all named items
    {"id": 4, "do": "grab", "path": "home.png"}     save a picture of the window
    {"id": 5, "do": "watch"}                       from now on tell what each frame changes

A tap is a real mouse event at the place where the item is drawn: an item that is covered, disabled
or gone does not get it.
"""

import json
from typing import Any

import structlog
from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtNetwork import QHostAddress, QTcpServer, QTcpSocket
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from messaging.clock import now_ms

log = structlog.get_logger("fingers")

REQUEST_BYTES_MAX = 64 * 1024


class Fingers(QObject):
    """Serves one window on a loopback port. Lives on the Qt thread."""

    def __init__(self, window: QQuickWindow, port: int) -> None:
        super().__init__(window)
        self._window = window
        self._watchers: list[QTcpSocket] = []
        self._last_seen: dict[str, str] = {}
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._welcome)
        if not self._server.listen(QHostAddress(QHostAddress.SpecialAddress.LocalHost), port):
            raise OSError(f"fingers: port {port} is not free: {self._server.errorString()}")
        window.frameSwapped.connect(self._tell_watchers)

    def _welcome(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.setSocketOption(QTcpSocket.SocketOption.LowDelayOption, 1)
            connection.readyRead.connect(lambda c=connection: self._read(c))
            connection.disconnected.connect(lambda c=connection: self._farewell(c))

    def _farewell(self, connection: QTcpSocket) -> None:
        if connection in self._watchers:
            self._watchers.remove(connection)
        connection.deleteLater()

    def _read(self, connection: QTcpSocket) -> None:
        while connection.canReadLine():
            line = bytes(connection.readLine(REQUEST_BYTES_MAX).data())
            request = json.loads(line)
            answer = self._obey(request, connection)
            _send(connection, {"id": request.get("id"), **answer})

    def _obey(self, request: dict[str, Any], connection: QTcpSocket) -> dict[str, Any]:
        match request["do"]:
            case "tap":
                return self._tap(request["name"])
            case "key":
                return self._key(request["key"])
            case "look":
                return {"ok": True, "items": visible_texts(self._window)}
            case "grab":
                return {"ok": self._window.grabWindow().save(request["path"])}
            case "watch":
                self._watchers.append(connection)
                self._last_seen = visible_texts(self._window)
                return {"ok": True, "items": self._last_seen}
            case other:
                return {"ok": False, "why": f"cannot do {other}"}

    def _tap(self, name: str) -> dict[str, Any]:
        item = find(self._window, name)
        if item is None:
            return {"ok": False, "why": f"no visible item {name}"}
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        if not QRectF(0, 0, self._window.width(), self._window.height()).contains(middle):
            return {"ok": False, "why": f"{name} is outside the window"}
        if not item.isEnabled():
            return {"ok": False, "why": f"{name} is disabled"}
        QTest.mouseClick(
            self._window,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(round(middle.x()), round(middle.y())),
        )
        return {"ok": True}

    def _key(self, name: str) -> dict[str, Any]:
        key = getattr(Qt.Key, f"Key_{name}", None)
        if key is None:
            return {"ok": False, "why": f"no key {name}"}
        QTest.keyClick(self._window, key)
        return {"ok": True}

    def _tell_watchers(self) -> None:
        if not self._watchers:
            return
        seen = visible_texts(self._window)
        if seen == self._last_seen:
            return
        self._last_seen = seen
        for watcher in self._watchers:
            _send(watcher, {"seen": seen, "at_ms": now_ms()})


def find(window: QQuickWindow, name: str) -> QQuickItem | None:
    """Return the visible item called `name`, the topmost if there are several."""
    found = None
    for item in _visible_items(window):
        if item.objectName() == name:
            found = item
    return found


def visible_texts(window: QQuickWindow) -> dict[str, str]:
    """Return every visible item that has a name, with its text if it has one."""
    return {
        item.objectName(): str(item.property("text") or "")
        for item in _visible_items(window)
        if item.objectName()
    }


def _visible_items(window: QQuickWindow) -> list[QQuickItem]:
    found: list[QQuickItem] = []
    todo = [window.contentItem()]
    while todo:
        here = todo.pop()
        if here.isVisible() and here.opacity() > 0:
            found.append(here)
            todo.extend(reversed(here.childItems()))
    return found


def _send(connection: QTcpSocket, message: dict[str, Any]) -> None:
    connection.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
