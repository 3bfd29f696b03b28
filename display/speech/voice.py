"""Says announcements, in a thread of its own: whatever happens here, the picture goes on."""

import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import structlog

from contract.ids import EpochMs
from display.core.utterance import Announcement, Utterance
from messaging import Fault
from qtkit.speech.chime import chime
from qtkit.speech.clips import Clips
from qtkit.speech.engine import NoVoice, SpeechEngine, SpeechError
from qtkit.speech.loudspeaker import Loudspeaker
from qtkit.speech.wav import Sound, join, silence, wav_bytes, write_whole

log = structlog.get_logger("speech")

AFTER_CHIME_S: Final = 0.15
BETWEEN_LANGUAGES_S: Final = 0.4
LOOK_AGAIN_S: Final = 30.0
"""How often, while nothing is said, a missing player or voice is looked for."""
CLOSE_TIMEOUT_S: Final = 3.0

VOICE_MISSING: Final = "voice.missing"
VOICE_FAILED: Final = "voice.failed"
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
        languages: tuple[str, ...],
        engine: SpeechEngine,
        loudspeaker: Loudspeaker,
        directory: Path,
        announcements_dir: Path | None,
        now_ms: Callable[[], EpochMs],
        deliver: Callable[[VoiceEvent], None],
    ) -> None:
        self._languages = languages
        self._engine = engine
        self._clips = Clips(directory / "clips", engine)
        self._loudspeaker = loudspeaker
        self._directory = directory
        self._announcements_dir = announcements_dir
        self._now_ms = now_ms
        self._deliver = deliver
        self._jobs: queue.Queue[Announcement | None] = queue.Queue()
        self._faults: dict[str, Fault] = {}
        self._reported: dict[str, Fault] = {}
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)

    def start(self) -> None:
        """Begin to look for voices and a player. Returns at once."""
        self._thread.start()

    def say(self, announcement: Announcement) -> None:
        """Say it, after what is being said; an `Ended` tells when it is over."""
        self._jobs.put(announcement)

    def close(self) -> None:
        """Say nothing more. What is being made or played may go on to its end."""
        self._jobs.put(None)
        self._thread.join(CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        try:
            self._work()
        finally:
            self._engine.close()

    def _work(self) -> None:
        self._guarded(self._look)
        while True:
            try:
                job = self._jobs.get(timeout=LOOK_AGAIN_S)
            except queue.Empty:
                self._guarded(self._look)
                continue
            if job is None:
                return
            said = self._guarded(partial(self._say, job))
            self._deliver(Ended(job.seq, said=bool(said)))

    def _guarded(self, work: Callable[[], object]) -> object:
        """Do `work`: a mistake of ours in it must not silence the hall for the rest of the day."""
        try:
            return work()
        except Exception:
            log.exception("voice.broken")
            return None
        finally:
            self._report()

    def _look(self) -> None:
        self._make_directories()
        self._loudspeaker.look()
        try:
            self._missing(set(self._languages) - set(self._engine.voices()))
        except SpeechError as error:
            self._missing(set(self._languages), str(error))

    def _make_directories(self) -> None:
        try:
            for directory in (self._directory / "clips", self._announcements_dir):
                if directory is not None:
                    directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._not_written(error)

    def _say(self, announcement: Announcement) -> bool:
        clips = self._spoken(announcement)
        if not clips:
            return False
        sound = join([chime(), silence(AFTER_CHIME_S), *clips])
        if self._now_ms() >= announcement.until_ms:
            log.info("call.not_said", seq=announcement.seq, why="expired")
            return False
        path = self._write(announcement, sound)
        if path is None:
            return False
        self._loudspeaker.play(path, sound.duration_s)
        log.info("call.said", seq=announcement.seq, duration_s=round(sound.duration_s, 1))
        return True

    def _spoken(self, announcement: Announcement) -> list[Sound]:
        """Return the sentences with a pause between them; a language that fails is left out."""
        parts: list[Sound] = []
        self._faults.pop(VOICE_FAILED, None)
        for utterance in announcement.utterances:
            try:
                clip = self._clip(utterance)
            except NoVoice as error:
                self._missing({utterance.language}, str(error))
            except SpeechError as error:
                log.warning("speech.failed", seq=announcement.seq, why=str(error))
                self._faults[VOICE_FAILED] = Fault(str(error), "restart the display")
            else:
                parts += [silence(BETWEEN_LANGUAGES_S), clip] if parts else [clip]
        return parts

    def _clip(self, utterance: Utterance) -> Sound:
        language, text = utterance.language, utterance.text
        voice = self._engine.voices().get(language, "")
        try:
            return self._clips.clip(language, text, voice)
        except NoVoice:
            raise
        except SpeechError as error:
            log.warning("speech.again", language=language, why=str(error))
            return self._clips.clip(language, text, voice)

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

    def _missing(self, languages: set[str], why: str = "") -> None:
        self._faults.pop(VOICE_MISSING, None)
        if languages:
            text = f"no voice for {', '.join(sorted(languages))}" + (f": {why}" if why else "")
            hint = "install a speech engine, as with: apt-get install libespeak-ng1 espeak-ng-data"
            self._faults[VOICE_MISSING] = Fault(text, hint)

    def _not_written(self, error: OSError) -> None:
        log.warning("sound.not_written", why=str(error))
        self._faults[NOT_WRITTEN] = Fault(
            f"announcements cannot be written: {error}",
            "make room on the disk, or check its rights",
        )

    def _report(self) -> None:
        faults = {**self._faults, **self._loudspeaker.faults}
        if faults != self._reported:
            self._reported = faults
            self._deliver(VoiceFaults(faults))
