"""The way from a file to people's ears, and what is wrong with it."""

from pathlib import Path
from typing import Final

import structlog

from messaging import Fault
from qtkit.speech.player import AUTO, NONE, Player, PlayFailed, find_player

log = structlog.get_logger("speech")

PLAY_GRACE_S: Final = 5.0
"""A player may take so much longer than the sound lasts."""

NO_SOUND: Final = "sound.none"
SOUND_FAILED: Final = "sound.failed"


class Loudspeaker:
    """A player, looked for until one works. With the setting "none" nothing is missed."""

    def __init__(self, setting: str, directory: Path) -> None:
        self._setting = setting
        self._directory = directory
        self._player: Player | None = None
        self.faults: dict[str, Fault] = {}

    def look(self) -> None:
        """Look for a player, if there is none and one is wanted. Takes some seconds at most."""
        if self._player is not None or self._setting == NONE:
            return
        self._player, why = find_player(self._setting, self._directory)
        self.faults.pop(NO_SOUND, None)
        if self._player is None:
            self.faults = {NO_SOUND: Fault(f"no sound can be played: {why}", self._hint())}

    def play(self, path: Path, duration_s: float) -> bool:
        """Play `path` where sound can be played, and tell; what goes wrong stands in `faults`."""
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
        self.faults.pop(SOUND_FAILED, None)
        return True

    def _hint(self) -> str:
        if self._setting == AUTO:
            return "connect a sound card and install a player, as with: apt-get install alsa-utils"
        return f'check that "{self._setting}" plays a WAV file, or use the setting "auto"'
