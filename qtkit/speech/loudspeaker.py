"""The way from a file to people's ears, and what is wrong with it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import structlog

from messaging import Fault
from qtkit.speech.player import AUTO, DEFAULT, NONE, Player, PlayFailed, find_player

log = structlog.get_logger("speech")

PLAY_GRACE_S: Final = 5.0
"""A player may take so much longer than the sound lasts."""
LISTEN_AGAIN_S: Final = 300.0
"""After so long without a call a player is tried with a moment of silence: a cable that was pulled
in the evening is an alarm before the first call of the morning."""

NO_SOUND: Final = "sound.none"
SOUND_FAILED: Final = "sound.failed"


class Loudspeaker:
    """A player, looked for until one works. With the setting "none" nothing is missed."""

    def __init__(
        self,
        setting: str,
        directory: Path,
        device: str = DEFAULT,
        *,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._setting = setting
        self._directory = directory
        self._device = device
        self._clock_s = clock_s
        self._player: Player | None = None
        self._worked_at_s = 0.0
        self.faults: dict[str, Fault] = {}

    def look(self) -> None:
        """Look for a player, if there is none and one is wanted. Takes some seconds at most."""
        if self._player is None and self._setting != NONE:
            self._find()

    def look_after(self) -> None:
        """Do what is to be done now and then: look for a player, or see whether ours works."""
        idle_s = self._clock_s() - self._worked_at_s
        if self._setting != NONE and (self._player is None or idle_s >= LISTEN_AGAIN_S):
            self._find()

    def play(self, path: Path, duration_s: float) -> bool:
        """Play `path` where sound can be played, and tell; what goes wrong stands in `faults`.

        What breaks off at once is tried once more, with whatever works now.
        """
        begun_s = self._clock_s()
        if self._is_played(path, duration_s):
            return True
        broke_off = self._clock_s() - begun_s < duration_s / 2
        return broke_off and SOUND_FAILED in self.faults and self._is_played(path, duration_s)

    def _is_played(self, path: Path, duration_s: float) -> bool:
        self.look()
        if self._player is None:
            return False
        try:
            self._player.play(path, timeout_s=duration_s + PLAY_GRACE_S)
        except PlayFailed as error:
            log.warning("sound.failed", file=path.name, why=str(error))
            self.faults[SOUND_FAILED] = Fault(
                str(error), "check the sound card, the amplifier and its cable"
            )
            self._player = None  # looked for anew: another one may work now
            return False
        self._worked_at_s = self._clock_s()
        self.faults.pop(SOUND_FAILED, None)
        return True

    def _find(self) -> None:
        self._player, why = find_player(self._setting, self._directory, self._device)
        self.faults.pop(NO_SOUND, None)
        if self._player is None:
            self.faults = {NO_SOUND: Fault(f"no sound can be played: {why}", self._hint())}
        else:
            self._worked_at_s = self._clock_s()

    def _hint(self) -> str:
        if self._setting != AUTO:
            return f'check that "{self._setting}" plays a WAV file, or use the setting "auto"'
        if self._device != DEFAULT:
            return f"check the cable of {self._device}, and its name: hallcall voice devices"
        return "connect a sound card and install a player, as with: apt-get install alsa-utils"
