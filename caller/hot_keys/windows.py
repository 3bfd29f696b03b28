"""Hot keys on Windows, by RegisterHotKey (its reference: learn.microsoft.com, winuser.h).

Nobody has run this on Windows yet; README says so of the whole panel.
"""

import ctypes
import sys
from collections.abc import Callable, Mapping
from ctypes import wintypes
from threading import Event, Thread
from typing import Any, Final

import structlog

from caller.hot_keys.combination import Combination

log = structlog.get_logger("hot_keys")

MODIFIERS: Final = {"alt": 0x1, "ctrl": 0x2, "shift": 0x4, "win": 0x8}
NO_REPEAT: Final = 0x4000
WM_HOTKEY: Final = 0x0312
WM_QUIT: Final = 0x0012
VK_SPACE: Final = 0x20
VK_F1: Final = 0x70


class WindowsHotKeys:
    """Registers combinations, and hears them on a thread of its own: that is where they arrive."""

    def __init__(self, keys: Mapping[str, Combination], pressed: Callable[[str], object]) -> None:
        self._keys = dict(enumerate(keys.items(), start=1))
        self._pressed = pressed
        self._ready = Event()
        self._thread = Thread(target=self._run, name="hot keys", daemon=True)
        self._thread_id = 0

    def start(self) -> None:
        """Register, and begin to listen."""
        self._thread.start()
        self._ready.wait()

    def close(self) -> None:
        """Let go of the keys."""
        if sys.platform == "win32":
            ctypes.windll.user32.PostThreadMessageW(self._thread_id, WM_QUIT, 0, 0)
        self._thread.join()

    def _run(self) -> None:
        if sys.platform == "win32":
            user32, message = ctypes.windll.user32, wintypes.MSG()
            self._thread_id = ctypes.windll.kernel32.GetCurrentThreadId()
            user32.PeekMessageW(ctypes.byref(message), None, 0, 0, 0)  # makes the thread's queue
            self._register(user32)
            self._ready.set()
            while user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                if message.message == WM_HOTKEY and message.wParam in self._keys:
                    self._pressed(self._keys[message.wParam][0])
            for number in self._keys:
                user32.UnregisterHotKey(None, number)

    def _register(self, user32: Any) -> None:
        for number, (_, combination) in self._keys.items():
            modifiers = sum(MODIFIERS[name] for name in combination.modifiers) | NO_REPEAT
            if not user32.RegisterHotKey(None, number, modifiers, virtual_key(combination.key)):
                log.warning("hot_keys.taken", keys=str(combination), hint="choose others in [desk]")


def virtual_key(key: str) -> int:
    """Return the number Windows has for a key."""
    if key == "space":
        return VK_SPACE
    if len(key) > 1:
        return VK_F1 + int(key[1:]) - 1
    return ord(key.upper())
