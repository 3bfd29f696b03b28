"""Child processes that do not outlive whoever started them."""

import os
import shutil
from collections.abc import Sequence
from typing import Final

_UNLESS_ORPHANED: Final = '[ "$PPID" = "$0" ] && exec "$@"'
"""Who dies before the child is bound to it leaves an orphan, which nobody would end."""


def bound_to_us(command: Sequence[str]) -> list[str]:
    """Return `command` so that Linux ends it when we die, be it by kill -9.

    "We" is the thread that starts it. Elsewhere than on Linux the command is left as it is.
    """
    setpriv = shutil.which("setpriv")  # of util-linux, which every Debian has
    if setpriv is None:
        return list(command)
    return [
        setpriv, "--pdeathsig", "TERM", "sh", "-c", _UNLESS_ORPHANED, str(os.getpid()), *command
    ]  # fmt: skip
