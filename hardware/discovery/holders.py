"""Who has a device's file open, as far as we may see."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

PSEUDO_TERMINALS: Final = "/dev/pts/"
"""Whoever plays the device has it open, too, and is not the one who uses it."""


def holder_of(
    device: str, proc: Path = Path("/proc"), locks: Path = Path("/run/lock")
) -> str | None:
    """Return the program that has `device` open, as "hallcall (1234)"; None if none is seen.

    Others' programs are seen by root alone. Of them, those are found that lay down a lock file, as
    minicom and its kind do; and those that lock the port itself, once it is opened.
    """
    target = os.path.realpath(device)
    if target.startswith(PSEUDO_TERMINALS):
        return None
    with suppress(OSError, ValueError):
        locker = proc / str(int((locks / f"LCK..{Path(target).name}").read_text().split()[0]))
        if locker.is_dir():  # else it has ended, and left its file behind
            return f"{_name(locker)} ({locker.name})"
    for process in sorted(proc.glob("[0-9]*")):
        if process.name == str(os.getpid()):
            continue
        with suppress(OSError):  # it has ended, or is not ours to look into
            for file in (process / "fd").iterdir():
                if os.path.realpath(file) == target:
                    return f"{_name(process)} ({process.name})"
    return None


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "a program"
