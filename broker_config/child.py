"""Child processes that do not outlive whoever started them."""

import shutil
from collections.abc import Sequence


def bound_to_us(command: Sequence[str]) -> list[str]:
    """Return `command` so that Linux ends it when we die, be it by kill -9.

    "We" is the thread that starts it. Elsewhere than on Linux the command is left as it is.
    """
    setpriv = shutil.which("setpriv")  # of util-linux, which every Debian has
    return [setpriv, "--pdeathsig", "TERM", *command] if setpriv else list(command)
