"""Says the announcements of a zone, in a thread of its own: whatever happens here, the picture
goes on.

What is ready is played in one piece. What is not is begun with the chime, for people look up then,
and made meanwhile.
"""

import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import structlog

from contract.ids import EpochMs
from display.core.utterance import Announcement
from display.speech.made_ahead import Likely
from display.speech.studio import Studio
from messaging import Fault
from qtkit.speech.chime import chime
from qtkit.speech.levels import louder
from qtkit.speech.loudspeaker import Loudspeaker
from qtkit.speech.wav import Sound, join, silence, wav_bytes, write_whole

log = structlog.get_logger("speech")

AFTER_CHIME_S: Final = 0.15
BETWEEN_LANGUAGES_S: Final = 0.4
AT_ONCE_S: Final = 0.15
"""What is made within this time is played in one piece with its chime."""
MADE_TIMEOUT_S: Final = 60.0
"""Longer than any engine may take for all languages, with second tries."""
LOOK_AGAIN_S: Final = 30.0
"""How often, while nothing is said, the loudspeaker is looked after."""
CLOSE_TIMEOUT_S: Final = 3.0

NOT_WRITTEN: Final = "sound.not_written"


@dataclass(frozen=True)
class Ended:
    """The announcement is over. `said` is False if people cannot have heard of it."""

    seq: int
    said: bool


@dataclass(frozen=True)
class VoiceFaults:
    """All that is wrong with the voice now."""

    faults: Mapping[str, Fault] = field(default_factory=dict)


VoiceEvent: TypeAlias = Ended | VoiceFaults


class Voice:
    """The thread. `say` is for one other thread; `deliver` is called on this one."""

    def __init__(
        self,
        *,
        studio: Studio,
        loudspeaker: Loudspeaker,
        directory: Path,
        announcements_dir: Path | None,
        now_ms: Callable[[], EpochMs],
        deliver: Callable[[VoiceEvent], None],
        at_once_s: float = AT_ONCE_S,
    ) -> None:
        self._at_once_s = at_once_s
        self._studio = studio
        self._loudspeaker = loudspeaker
        self._directory = directory
        self._announcements_dir = announcements_dir
        self._now_ms = now_ms
        self._deliver = deliver
        self._jobs: queue.Queue[tuple[Announcement, float] | None] = queue.Queue()
        self._chime_sound = chime()
        self._faults: dict[str, Fault] = {}
        self._reported: dict[str, Fault] = {}
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)

    def start(self) -> None:
        """Begin to look for a player. Returns at once."""
        self._thread.start()

    def say(self, announcement: Announcement) -> None:
        """Say it, after what is being said; an `Ended` tells when it is over."""
        self._jobs.put((announcement, time.monotonic()))

    def prepare(self, phrases: Likely) -> None:
        """Have these ready, for they may be said next."""
        self._studio.make_ahead(self, phrases)

    def close(self) -> None:
        """Say nothing more. What is being made or played may go on to its end."""
        self._jobs.put(None)
        self._thread.join(CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        self._guarded(self._begin)
        while True:
            try:
                job = self._jobs.get(timeout=LOOK_AGAIN_S)
            except queue.Empty:
                self._guarded(self._look)
                continue
            if job is None:
                return
            announcement, asked_s = job
            said = self._guarded(partial(self._say, announcement, asked_s))
            self._deliver(Ended(announcement.seq, said=bool(said)))

    def _guarded(self, work: Callable[[], object]) -> object:
        """Do `work`: a mistake of ours in it must not silence the hall for the rest of the day."""
        try:
            return work()
        except Exception:
            log.exception("voice.broken")
            return None
        finally:
            self._report()

    def _begin(self) -> None:
        self._look()
        self._chime_sound = self._studio.looked.result(MADE_TIMEOUT_S)

    def _look(self) -> None:
        self._make_directories()
        self._loudspeaker.look_after()

    def _make_directories(self) -> None:
        try:
            for directory in (self._directory, self._announcements_dir):
                if directory is not None:
                    directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._not_written(error)

    def _say(self, announcement: Announcement, asked_s: float) -> bool:
        making = self._studio.make(announcement.utterances)
        chimed = not _is_made(making, self._at_once_s) and self._chime(announcement)
        sentences = making.result(MADE_TIMEOUT_S)
        if not sentences or self._is_late(announcement):
            return False
        gain_db = announcement.gain_db
        sound = louder(in_one(self._chime_sound, sentences), gain_db)
        path = self._write(announcement, sound)
        if path is None:
            return False
        begun_ms = round(1000 * (time.monotonic() - asked_s))
        if chimed:
            self._play("words.wav", louder(in_one(None, sentences), gain_db))
        else:
            self._loudspeaker.play(path, sound.duration_s)
        seconds = round(sound.duration_s, 1)
        log.info("call.said", seq=announcement.seq, duration_s=seconds, words_after_ms=begun_ms)
        return True

    def _chime(self, announcement: Announcement) -> bool:
        """Play the chime, while the words are being made; tell whether that was to be heard."""
        return not self._is_late(announcement) and self._play(
            "chime.wav", louder(self._chime_sound, announcement.gain_db)
        )

    def _play(self, name: str, sound: Sound) -> bool:
        path = self._directory / name
        try:
            write_whole(path, wav_bytes(sound))
        except OSError as error:
            self._not_written(error)
            return False
        return self._loudspeaker.play(path, sound.duration_s)

    def _is_late(self, announcement: Announcement) -> bool:
        if self._now_ms() < announcement.until_ms:
            return False
        log.info("call.not_said", seq=announcement.seq, why="expired")
        return True

    def _write(self, announcement: Announcement, sound: Sound) -> Path | None:
        directory = self._announcements_dir
        path = directory / f"{announcement.name}.wav" if directory else self._directory / "now.wav"
        try:
            write_whole(path, wav_bytes(sound))
        except OSError as error:
            self._not_written(error)
            return None
        self._faults.pop(NOT_WRITTEN, None)
        return path

    def _not_written(self, error: OSError) -> None:
        log.warning("sound.not_written", why=str(error))
        self._faults[NOT_WRITTEN] = Fault(
            f"announcements cannot be written: {error}",
            "make room on the disk, or check its rights",
        )

    def _report(self) -> None:
        faults = {**self._faults, **self._studio.faults, **self._loudspeaker.faults}
        if faults != self._reported:
            self._reported = faults
            self._deliver(VoiceFaults(faults))


def _is_made(making: "Future[list[Sound]]", within_s: float) -> bool:
    try:
        making.result(within_s)
    except NotYet:
        return False
    return True


def in_one(before: Sound | None, sentences: Sequence[Sound]) -> Sound:
    """Return the chime, or nothing, and the sentences after it, with pauses between all of them."""
    parts = [before] if before else []
    for place, sentence in enumerate(sentences):
        parts += [silence(BETWEEN_LANGUAGES_S if place else AFTER_CHIME_S), sentence]
    return join(parts)
