"""A kiosk that crashes or hangs is there again: real processes, real signals."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from hallcall.watching import Limits, watch
from qtkit.exit_codes import AGAIN
from tests.helpers.patience import PATIENCE_S, wait_until

QUICK = Limits(start_s=PATIENCE_S, hang_s=3, pause_s=0.05, pause_s_max=0.2, well_s=999, look_s=0.02)
LIVES = """
import os, pathlib, sys, time
pids = pathlib.Path(sys.argv[1])
with pids.open("a") as file:
    file.write(f"{os.getpid()}\\n")
while True:
    pathlib.Path(os.environ["HALLCALL_HEARTBEAT"]).touch()
    time.sleep(0.02)
"""
ENDS = """
import pathlib, sys
runs = pathlib.Path(sys.argv[1])
codes = sys.argv[2].split(",")
with runs.open("a") as file:
    file.write("run\\n")
sys.exit(int(codes[len(runs.read_text().split()) - 1]))
"""


class Watched:
    """A program under watch, on a thread of its own."""

    def __init__(self, script: str, notes: Path, *arguments: str, limits: Limits = QUICK) -> None:
        self._notes = notes
        self._over = threading.Event()
        self._code: int | None = None
        command = [sys.executable, "-c", script, str(notes), *arguments]
        self._thread = threading.Thread(target=self._watch, args=(command, limits))
        self._thread.start()

    def _watch(self, command: Sequence[str], limits: Limits) -> None:
        self._code = watch(command, self._over.is_set, limits)

    @property
    def notes(self) -> list[str]:
        return self._notes.read_text().split() if self._notes.exists() else []

    def runs(self, number: int) -> int:
        """Wait for the start of this number, from 1; return the process."""
        wait_until(lambda: len(self.notes) >= number)
        return int(self.notes[number - 1])

    def ended(self) -> int | None:
        """Return the exit code, once it has ended by itself."""
        self._thread.join(PATIENCE_S)
        return self._code

    def end(self) -> None:
        self._over.set()
        self._thread.join(PATIENCE_S)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(LIVES, tmp_path / "pids")
    yield made
    made.end()


def test_a_program_that_is_killed_is_started_again(watched: Watched) -> None:
    os.kill(watched.runs(1), signal.SIGKILL)

    assert watched.runs(2) != watched.runs(1)


def test_a_program_that_stands_still_is_killed_and_started_again(watched: Watched) -> None:
    first = watched.runs(1)
    os.kill(first, signal.SIGSTOP)

    assert watched.runs(2) != first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_whoever_ends_the_watch_ends_the_program(tmp_path: Path) -> None:
    made = Watched(LIVES, tmp_path / "pids")
    program = made.runs(1)

    made.end()

    with pytest.raises(ProcessLookupError):
        os.kill(program, 0)


def test_a_program_that_was_left_stays_ended(tmp_path: Path) -> None:
    made = Watched(ENDS, tmp_path / "runs", f"3,{AGAIN},-1,0")

    assert made.ended() == 0
    assert len(made.notes) == 4


def test_a_program_that_crashes_at_each_start_is_started_less_and_less_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("hallcall.watching._wait", lambda s, _over, _limits: pauses.append(s))

    made = Watched(ENDS, tmp_path / "runs", f"1,1,1,1,{AGAIN},1,0")

    assert made.ended() == 0
    assert pauses == [0.05, 0.1, 0.2, 0.2, 0, 0.05]


def test_a_real_kiosk_tells_its_watch_that_it_lives(tmp_path: Path) -> None:
    heartbeat = tmp_path / "heartbeat"
    command = [
        sys.executable, "-m", "hallcall", "kiosk", "--hall", "halls/street.toml", "--kiosk", "k1",
        "--fullscreen",
        "--broker", "mqtt://127.0.0.1:9", "--printer", "socket://127.0.0.1:9",
        "--card-reader", "socket://127.0.0.1:9", "--outbox", str(tmp_path / "k1.outbox"),
    ]  # fmt: skip
    environment = {**os.environ, "HALLCALL_HEARTBEAT": str(heartbeat), "QT_QPA_PLATFORM": ""}
    environment.pop("DISPLAY", None)
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as program:
        wait_until(heartbeat.exists)
        first = heartbeat.stat().st_mtime_ns
        wait_until(lambda: heartbeat.stat().st_mtime_ns != first)
        program.terminate()
        assert program.wait(PATIENCE_S) == 0
