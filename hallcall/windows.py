"""Runs a program with a window until it is closed or told to end."""

import signal
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtQuick import QQuickWindow

from hallcall.errors import CannotRun
from hallcall.watching import beat_as_told
from hardware.errors import DeviceError
from qtkit.program import ScreenBroken, application
from qtkit.screens import NoSuchScreen

SIGNAL_LOOK_MS = 200


class Program(Protocol):
    """A kiosk, caller or display that runs."""

    @property
    def window(self) -> QQuickWindow: ...

    def close(self) -> None: ...


def run_window(start: Callable[[], Program], fingers_port: int | None) -> int:
    """Run the program until its window closes, Ctrl-C or SIGTERM; return its exit code.

    With `fingers_port`, simulated people can touch the window through that loopback port.
    """
    app = application()
    try:
        program = start()
    except ScreenBroken as error:
        raise CannotRun(f"the screen cannot be drawn: {error}") from None
    except (DeviceError, NoSuchScreen) as error:
        raise CannotRun(str(error)) from None
    # Not quit(), which a window that does not close would refuse.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.exit(0))
    # Python sees a signal only when it runs: this timer lets it, and says that we live.
    timer = QTimer()
    timer.timeout.connect(beat_as_told())
    timer.start(SIGNAL_LOOK_MS)
    if fingers_port is not None:
        from simulation.fingers import Fingers

        Fingers(program.window, fingers_port)
    try:
        return app.exec()
    finally:
        program.close()
