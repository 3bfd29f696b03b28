"""Keys that the panel hears whatever program has the clerk's attention: of the whole desktop.

A grabber hears its combinations on a thread of its own and calls `pressed` there with the action.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Final, Protocol

import structlog

from caller.hot_keys.combination import Combination

if sys.platform == "win32":
    from caller.hot_keys.windows import WindowsHotKeys
elif sys.platform == "linux":
    from caller.hot_keys.x11 import X11HotKeys

log = structlog.get_logger("hot_keys")

X11_PLATFORM: Final = "xcb"


class HotKeys(Protocol):
    """Combinations that are grabbed, until `close`."""

    def start(self) -> None: ...

    def close(self) -> None: ...


def grabbed(
    keys: Mapping[str, Combination], pressed: Callable[[str], object], *, qt_platform: str
) -> HotKeys | None:
    """Return what grabs `keys` (action: combination) on this desktop; None where nothing can.

    Wayland lets no program hear keys that are not its own. The panel's own keys work everywhere.
    """
    if not keys:
        return None
    if sys.platform == "win32":
        return WindowsHotKeys(keys, pressed)
    if sys.platform == "linux" and qt_platform == X11_PLATFORM:
        return X11HotKeys(keys, pressed)
    log.warning("hot_keys.not_here", desktop=qt_platform, hint="only Windows and X11 allow them")
    return None
