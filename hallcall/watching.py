"""Starts a program again that has crashed or hangs, until it ends by itself or we are told to end.

A program that lives touches its heartbeat file; one that stands still does not. What it writes
there is nothing: only that the file changes counts, so nobody compares clocks.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import structlog

from qtkit.exit_codes import AGAIN

log = structlog.get_logger("watch")

HEARTBEAT_VARIABLE: Final = "HALLCALL_HEARTBEAT"
WATCH_VARIABLE: Final = "HALLCALL_WATCH"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long is waited for what, in seconds."""

    start_s: float = 90
    """From the start to the first heartbeat: an old PC after a power cut is slow."""
    hang_s: float = 20
    end_s: float = 20
    pause_s: float = 1
    """Before the first start after a crash; each crash that follows doubles it."""
    pause_s_max: float = 60
    well_s: float = 60
    """A program that ran so long is no longer one that crashes at each start."""
    look_s: float = 0.2


def beat_as_told() -> Callable[[], None]:
    """Return what a program calls to say that it lives; nothing, if nobody watches it."""
    told = os.environ.get(HEARTBEAT_VARIABLE)
    if not told:
        return lambda: None
    heartbeat = Path(told)
    return lambda: heartbeat.touch()  # noqa: PLW0108 - Qt keeps no method of a plain object alive


def command_of_ours() -> list[str]:
    """Return the command line that we were started with, without the wish to be watched."""
    return [sys.executable, "-m", "hallcall", *(a for a in sys.argv[1:] if a != "--watch")]


def watch(command: Sequence[str], is_over: Callable[[], bool], limits: Limits | None = None) -> int:
    """Run `command` again and again until it ends with 0 or `is_over`; return the exit code."""
    limits = limits or Limits()
    pause_s = limits.pause_s
    with TemporaryDirectory(prefix="hallcall-") as folder:
        beat = Path(folder) / "heartbeat"
        while True:
            began_s = time.monotonic()
            code = _run(command, beat, is_over, limits)
            if code == 0 or is_over():
                return 0
            if code == AGAIN or time.monotonic() - began_s >= limits.well_s:
                pause_s = limits.pause_s
            wait_s = 0 if code == AGAIN else pause_s
            log.warning("program.ended", exit_code=code, starts_again_in_s=wait_s)
            _wait(wait_s, is_over, limits)
            if is_over():
                return 0
            if code != AGAIN:
                pause_s = min(pause_s * 2, limits.pause_s_max)


def _run(command: Sequence[str], beat: Path, is_over: Callable[[], bool], limits: Limits) -> int:
    """Run the program once; return its exit code, which is negative if a signal has ended it."""
    beat.unlink(missing_ok=True)
    environment = {**os.environ, HEARTBEAT_VARIABLE: str(beat)}
    environment.pop(WATCH_VARIABLE, None)
    with subprocess.Popen(command, env=environment) as program:
        log.info("program.started", pid=program.pid)
        seen: int | None = None
        alive_at_s = time.monotonic()
        while (code := program.poll()) is None:
            if is_over():
                return _end(program, limits)
            if (now := _changed_at(beat)) != seen:
                seen, alive_at_s = now, time.monotonic()
            still_s = time.monotonic() - alive_at_s
            if still_s > (limits.start_s if seen is None else limits.hang_s):
                log.error("program.hangs", pid=program.pid, still_s=round(still_s))
                program.kill()
                return program.wait()
            time.sleep(limits.look_s)
        return code


def _end(program: subprocess.Popen[bytes], limits: Limits) -> int:
    program.terminate()
    try:
        return program.wait(limits.end_s)
    except subprocess.TimeoutExpired:
        program.kill()
        return program.wait()


def _wait(seconds: float, is_over: Callable[[], bool], limits: Limits) -> None:
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s and not is_over():
        time.sleep(min(limits.look_s, seconds))


def _changed_at(beat: Path) -> int | None:
    try:
        return beat.stat().st_mtime_ns
    except FileNotFoundError:
        return None
