"""What a process does first that works for a screen, and may hang or crash as no screen may."""

import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO


def own_output() -> BinaryIO:
    """Return where to answer; what libraries print goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the screen, which ends us
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return output


def be_nice(niceness: int = 0) -> None:
    """Let others go first, where the platform knows how."""
    if niceness and sys.platform != "win32":
        os.nice(niceness)
