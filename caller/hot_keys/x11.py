"""Hot keys on a desktop of X11, by grabs on its root window."""

import os
import select
from collections.abc import Callable, Mapping
from threading import Event, Thread
from typing import Any, Final

import structlog
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, DisplayError

from caller.hot_keys.combination import Combination, HeldDown

log = structlog.get_logger("hot_keys")

MODIFIERS: Final = {
    "ctrl": X.ControlMask, "alt": X.Mod1Mask, "shift": X.ShiftMask, "win": X.Mod4Mask,
}  # fmt: skip
LOCKS: Final = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
"""Caps Lock and Num Lock count as modifiers; a hot key is meant with and without them."""
OWNER_EVENTS: Final = 0
MEANT: Final = X.ControlMask | X.Mod1Mask | X.ShiftMask | X.Mod4Mask


class X11HotKeys:
    """Grabs combinations, and hears them on a thread of its own."""

    def __init__(self, keys: Mapping[str, Combination], pressed: Callable[[str], object]) -> None:
        self._keys = keys
        self._pressed = pressed
        self._ready = Event()
        self._wake, self._waker = os.pipe()
        self._thread = Thread(target=self._run, name="hot keys", daemon=True)

    def start(self) -> None:
        """Grab, and begin to listen."""
        self._thread.start()

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Tell whether everything that can be grabbed is."""
        return self._ready.wait(timeout_s)

    def close(self) -> None:
        """Let go of the keys."""
        os.write(self._waker, b"\n")
        self._thread.join()
        os.close(self._wake)
        os.close(self._waker)

    def _run(self) -> None:
        try:
            display = Display()
        except DisplayError as error:
            log.warning("hot_keys.no_display", why=str(error))
            return
        try:
            actions = self._grab(display)
            self._ready.set()
            self._listen(display, actions)
        finally:
            display.close()  # which lets go of what it has grabbed

    def _grab(self, display: Any) -> Mapping[tuple[int, int], str]:
        """Return what is grabbed: the action of each key code and its modifiers."""
        root, actions = display.screen().root, {}
        for action, combination in self._keys.items():
            code = display.keysym_to_keycode(XK.string_to_keysym(_symbol(combination.key)))
            mask = sum(MODIFIERS[name] for name in combination.modifiers)
            taken = CatchError(BadAccess)
            for locks in LOCKS:
                mode = X.GrabModeAsync
                root.grab_key(code, mask | locks, OWNER_EVENTS, mode, mode, onerror=taken)
            display.sync()
            if taken.get_error():
                log.warning("hot_keys.taken", keys=str(combination), hint="choose others in [desk]")
            else:
                actions[code, mask] = action
        return actions

    def _listen(self, display: Any, actions: Mapping[tuple[int, int], str]) -> None:
        held = HeldDown()
        while True:
            while display.pending_events():
                event = display.next_event()
                if event.type == X.KeyRelease:
                    held.released(event.detail, event.time)
                elif event.type == X.KeyPress and held.is_new_press(event.detail, event.time):
                    action = actions.get((event.detail, event.state & MEANT))
                    if action is not None:
                        self._pressed(action)
            if self._wake in select.select([display.fileno(), self._wake], [], [])[0]:
                return


def _symbol(key: str) -> str:
    """Return what X11 calls a key: "F5", everything else as we do."""
    return key.upper() if key.startswith("f") and len(key) > 1 else key
