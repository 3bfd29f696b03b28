"""What makes a sound file heard: a program of the machine, found by trying.

Programs that play differ from machine to machine, and one that is there may have no sound card.
So a player counts only after it has played a moment of silence without complaint.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

import structlog

from qtkit.speech.wav import silence, wav_bytes

log = structlog.get_logger("speech")

AUTO: Final = "auto"
NONE: Final = "none"
PROGRAMS: Final[tuple[tuple[str, ...], ...]] = (
    ("paplay",),
    ("pw-play",),
    ("aplay", "-q"),
    ("play", "-q"),
    ("afplay",),
)
DEFAULT: Final = "default"
TO_DEVICE: Final[Mapping[str, tuple[str, ...]]] = {
    "alsa": ("aplay", "-q", "-D", "{}"),
    "pulse": ("paplay", "--device={}"),
    "pipewire": ("pw-play", "--target={}"),
}
PROBE_S: Final = 0.1
PROBE_TIMEOUT_S: Final = 5.0
LOOK_S: Final = 0.03
"""How often somebody who may cut a sound off is asked."""


class PlayFailed(Exception):
    """The file was not, or not wholly, played. The text is for the technician."""


class Player(Protocol):
    """Plays one file and returns when it has been heard."""

    @property
    def name(self) -> str: ...

    def play(
        self, path: Path, *, timeout_s: float, is_over: Callable[[], bool] | None = None
    ) -> None:
        """Play `path`, or only until it `is_over`, where the player can. Raises `PlayFailed`."""


class ProgramPlayer:
    """Plays with a program that takes a WAV file as its last argument."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)

    @property
    def name(self) -> str:
        return self._command[0]

    def play(
        self, path: Path, *, timeout_s: float, is_over: Callable[[], bool] | None = None
    ) -> None:
        try:
            program = subprocess.Popen(
                (*self._command, str(path)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
            )
        except OSError as error:
            raise PlayFailed(f"{self.name} does not start: {error}") from error
        with program:
            said = self._heard(program, timeout_s, is_over)
        if said is not None and program.returncode != 0:
            lines = said.strip().splitlines()
            why = lines[-1] if lines else "no reason given"
            raise PlayFailed(f"{self.name} ended with {program.returncode}: {why}")

    def _heard(
        self, program: subprocess.Popen[str], timeout_s: float, is_over: Callable[[], bool] | None
    ) -> str | None:
        """Wait for the program's end; return what it said, or None if it was cut off."""
        until_s = time.monotonic() + timeout_s
        while True:
            left_s = max(0.0, until_s - time.monotonic())
            try:
                out, err = program.communicate(timeout=min(LOOK_S, left_s) if is_over else left_s)
            except subprocess.TimeoutExpired:
                if is_over is not None and is_over():
                    program.terminate()
                    return None
                if time.monotonic() >= until_s:
                    program.kill()
                    raise PlayFailed(f"{self.name} did not end within {timeout_s:g} s") from None
            except BaseException:
                program.kill()
                raise
            else:
                return err or out


class WindowsPlayer:
    """Plays with what Windows itself has; it has no time-out, and cannot be cut off."""

    name = "winsound"

    def play(
        self, path: Path, *, timeout_s: float, is_over: Callable[[], bool] | None = None
    ) -> None:
        del timeout_s, is_over
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415

            try:
                winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
            except RuntimeError as error:
                raise PlayFailed(f"winsound: {error}") from error


def find_player(setting: str, directory: Path, device: str = DEFAULT) -> tuple[Player | None, str]:
    """Return a player that works, or None, and why the others do not.

    Args:
        setting: "auto", or a program that takes a WAV file.
        device: "default", or a device and the program that knows it, as "alsa:plughw:1,0".
        directory: where the moment of silence may be written.
    """
    silent = directory / "silence.wav"
    complaints: list[str] = []
    try:
        silent.write_bytes(wav_bytes(silence(PROBE_S)))
        for player in _possible(setting, device):
            try:
                player.play(silent, timeout_s=PROBE_TIMEOUT_S)
            except PlayFailed as error:
                complaints.append(str(error))
            else:
                log.info("player.found", player=player.name)
                return player, ""
    except OSError as error:
        complaints.append(str(error))
    return None, "; ".join(complaints) or "no program that plays sound is installed"


def _possible(setting: str, device: str) -> Iterable[Player]:
    if setting == AUTO and device != DEFAULT:
        program, _, name = device.partition(":")
        return [ProgramPlayer([part.format(name) for part in TO_DEVICE[program]])]
    if setting != AUTO:
        return [ProgramPlayer((setting,))]
    if sys.platform == "win32":
        return [WindowsPlayer()]
    return [ProgramPlayer(command) for command in PROGRAMS if shutil.which(command[0])]
