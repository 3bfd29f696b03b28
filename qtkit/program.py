"""A Qt program's frame: the application, its fonts, its one window."""

import os
import sys
from pathlib import Path
from typing import Final

import structlog
from PySide6.QtCore import (
    Q_ARG,
    QCoreApplication,
    QEvent,
    QMetaObject,
    QSize,
    Qt,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQuick import QQuickView, QQuickWindow, QSGRendererInterface

from qtkit.bridge import ScreenBridge
from qtkit.screens import screen_called
from qtkit.signs import PROVIDER, Signs
from qtkit.theme import Dress, put_on

log = structlog.get_logger("qt")

QML_MODULES: Final = Path(__file__).parent / "qml"
CJK_FAMILIES: Final = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
PLAIN: Final = Dress()
OTHER_FAMILIES: Final = (
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
    "Noto Sans",
    "Segoe UI",
    "Geeza Pro",
)
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "error",
    QtMsgType.QtFatalMsg: "critical",
}


class ScreenBroken(RuntimeError):
    """The QML of a screen cannot be loaded. The text holds Qt's errors."""


def has_screen() -> bool:
    """Tell whether windows can be seen here: Windows, macOS, or a Linux with a display server."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] not in ("offscreen", "minimal")
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def application() -> QGuiApplication:
    """Return the application, made at the first call. Without a screen it runs offscreen."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    qInstallMessageHandler(_log_qt_message)
    app = QGuiApplication(["hallcall"])  # the name that windows have for their desktop
    family = cjk_family()
    if family is None:
        log.warning("font.no_chinese", hint="apt-get install fonts-noto-cjk")
    app.setFont(QFont(family or app.font().family()))
    QFont.insertSubstitutions(app.font().family(), _fonts_beside(app.font().family()))
    return app


def cjk_family() -> str | None:
    """Return the best font family here that has Chinese, or None: the doctor then names one."""
    installed = set(QFontDatabase.families())
    return next((family for family in CJK_FAMILIES if family in installed), None)


def _fonts_beside(chosen: str) -> list[str]:
    """Return the fonts for what the Chinese one lacks, in their order; Qt would take any."""
    installed = set(QFontDatabase.families())
    return [family for family in OTHER_FAMILIES if family in installed and family != chosen]


def open_window(
    qml_file: Path,
    bridge: ScreenBridge,
    *,
    title: str,
    width: int,
    height: int,
    fullscreen: bool = False,
    screen: str | None = None,
    dress: Dress = PLAIN,
) -> QQuickView:
    """Show the window whose root item is `qml_file`, which has `required property var bridge`.

    The bridge becomes the window's: end both with `close_window`.

    Args:
        screen: name or number of the screen it goes to; None leaves that to the desktop.

    Raises:
        ScreenBroken: the QML does not load.
        NoSuchScreen: this machine has no such screen.
    """
    view = QQuickView()
    if screen is not None:
        place = screen_called(screen)
        view.setScreen(place)
        view.setPosition(place.geometry().topLeft())
    view.engine().addImportPath(str(QML_MODULES))
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    view.engine().addImageProvider(PROVIDER, Signs())
    whole = view.screen().size() if fullscreen else QSize(width, height)
    put_on(view, dress, width=whole.width(), height=whole.height())
    view.setTitle(title)
    bridge.setParent(view)  # QML must not outlive what it draws
    view.setInitialProperties({"bridge": bridge})
    view.resize(width, height)
    _load(view, qml_file)
    if view.status() is not QQuickView.Status.Ready:
        raise ScreenBroken("\n".join(error.toString() for error in view.errors()))
    if fullscreen:
        view.showFullScreen()
    else:
        view.show()
    return view


def _load(view: QQuickView, qml_file: Path) -> None:
    # A plain call of setSource keeps Python's lock until all is loaded. The thread that reads QML
    # needs that lock for what it has to complain of, and both would wait for ever.
    url = QUrl.fromLocalFile(str(qml_file))
    QMetaObject.invokeMethod(
        view, "setSource", Qt.ConnectionType.DirectConnection, Q_ARG(QUrl, url)
    )


def close_window(view: QQuickView) -> None:
    """Close the window and let go of its QML while all that it draws is still there.

    Left to the garbage collector they may go in the wrong order, which crashes Qt. So may pages
    that were left, and still wait for their end.
    """
    view.close()
    view.setSource(QUrl())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _log_qt_message(kind: QtMsgType, context: object, message: str) -> None:
    del context
    getattr(log, _LEVELS.get(kind, "warning"))("qt.message", text=message)
