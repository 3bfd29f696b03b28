"""Speaks one sentence at a time; the next one cuts it off."""

import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import structlog

from qtkit.speech.engine import NoVoice, SpeechEngine, SpeechError
from qtkit.speech.player import AUTO, Player, PlayFailed, find_player
from qtkit.speech.wav import Sound, wav_bytes

log = structlog.get_logger("speech")

GRACE_S: Final = 5.0
STOP_TIMEOUT_S: Final = 10.0


class SilentSpeaker:
    """Where nobody is spoken to."""

    def say(self, language: str, text: str) -> None: ...

    def hush(self) -> None: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


class GuideSpeaker:
    """`say` and `hush` are for any thread and return at once; only the newest text is spoken."""

    def __init__(self, setting: str = AUTO) -> None:
        self._setting = setting
        self._wanted: tuple[str, str] | None = None
        self._news = threading.Condition()
        self._serial = 0
        self._over = False
        self._thread = threading.Thread(target=self._run, name="guide", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._news:
            self._over = True
            self._serial += 1
            self._news.notify()
        self._thread.join(STOP_TIMEOUT_S)

    def say(self, language: str, text: str) -> None:
        self._want((language, text))

    def hush(self) -> None:
        self._want(None)

    def _want(self, wanted: tuple[str, str] | None) -> None:
        with self._news:
            self._wanted = wanted
            self._serial += 1
            self._news.notify()

    def _run(self) -> None:
        with TemporaryDirectory(prefix="hallcall-guide-") as folder:
            engine = SpeechEngine(Path(folder))
            player: Player | None = None
            while (taken := self._next()) is not None:
                (language, text), serial = taken
                try:
                    sound = engine.clip(language, text)
                except NoVoice as error:
                    log.warning("guide.no_voice", language=language, why=str(error))
                    continue
                except SpeechError as error:
                    log.warning("guide.failed", why=str(error))
                    continue
                if player is None:
                    player, why = find_player(self._setting, Path(folder))
                    if player is None:
                        log.warning("guide.no_sound", why=why)
                        continue
                self._play(player, sound, Path(folder) / "guide.wav", serial)
            engine.close()

    def _next(self) -> tuple[tuple[str, str], int] | None:
        """Wait for the next text; None at the end."""
        with self._news:
            while self._wanted is None and not self._over:
                self._news.wait()
            wanted, self._wanted = self._wanted, None
            return None if self._over or wanted is None else (wanted, self._serial)

    def _is_old(self, serial: int) -> bool:
        with self._news:
            return serial != self._serial

    def _play(self, player: Player, sound: Sound, path: Path, serial: int) -> None:
        """Play a sound until something else is to be said."""
        if self._is_old(serial):
            return
        path.write_bytes(wav_bytes(sound))
        try:
            player.play(
                path,
                timeout_s=sound.duration_s + GRACE_S,
                is_over=lambda: self._is_old(serial),
            )
        except PlayFailed as error:
            log.warning("guide.failed", why=str(error))
