"""Where sentences are made: what is to be said now, and in between what may be said next."""

import queue
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Final, TypeAlias

import structlog

from display.core.utterance import Utterance
from display.speech.made_ahead import Likely, MadeAhead
from messaging import Fault
from qtkit.speech.clips import Clips, Engine
from qtkit.speech.engine import NoVoice, SpeechError
from qtkit.speech.shelf import Shelf
from qtkit.speech.wav import Sound, join

log = structlog.get_logger("speech")

CLOSE_TIMEOUT_S: Final = 3.0
LOOK_AGAIN_S: Final = 30.0
"""How often, while nothing is made, a missing voice is looked for."""

VOICE_MISSING: Final = "voice.missing"
VOICE_FAILED: Final = "voice.failed"

Job: TypeAlias = tuple[Callable[[], Any], "Future[Any]"]


class Studio:
    """A thread that makes one sentence at a time. Its methods are for any other.

    Attributes:
        faults: all that is wrong with the voices now.
        looked: done when voices have been looked for.
    """

    def __init__(
        self, languages: Iterable[str], shelf: Shelf, *, engine: Engine, ahead: Engine
    ) -> None:
        self.faults: Mapping[str, Fault] = {}
        self._languages = frozenset(languages)
        self._engine = engine
        self._clips = Clips(shelf, engine)
        self._ahead = MadeAhead(shelf, ahead)
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="studio", daemon=True)
        self.looked: Final[Future[None]] = self._job(self._look)

    def start(self) -> None:
        """Begin to look for voices. Returns at once."""
        self._thread.start()
        self._ahead.start()

    def make(self, utterances: Sequence[Utterance]) -> "Future[list[Sound]]":
        """Make the sentences; a language that fails is left out, and stands in `faults`."""
        return self._job(lambda: self._make(utterances))

    def make_ahead(self, phrases: Likely) -> None:
        """Make these in between, instead of what was to be made ahead until now."""
        self._ahead.want(phrases)

    def close(self) -> None:
        """Make nothing more. What is being made may go on to its end."""
        self._ahead.close()
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(CLOSE_TIMEOUT_S)

    def _job(self, work: Callable[[], Any]) -> "Future[Any]":
        done: Future[Any] = Future()
        self._jobs.put((work, done))
        return done

    def _run(self) -> None:
        try:
            while (job := self._next()) is not None:
                work, done = job
                try:
                    done.set_result(work())
                except Exception as error:
                    log.exception("studio.broken")
                    done.set_exception(error)
        finally:
            self._engine.close()

    def _next(self) -> Job | None:
        try:
            return self._jobs.get(timeout=LOOK_AGAIN_S)
        except queue.Empty:
            return self._look, Future()

    def _look(self) -> None:
        others = {code: fault for code, fault in self.faults.items() if code != VOICE_MISSING}
        try:
            self.faults = others | _missing(self._languages - set(self._engine.voices()))
        except SpeechError as error:
            self.faults = others | _missing(self._languages, str(error))

    def _make(self, utterances: Sequence[Utterance]) -> list[Sound]:
        made: list[Sound] = []
        faults = {code: fault for code, fault in self.faults.items() if code != VOICE_FAILED}
        with self._ahead.held_back():
            for utterance in utterances:
                try:
                    made.append(self._sentence(utterance))
                except NoVoice as error:
                    faults |= _missing({utterance.language}, str(error))
                except SpeechError as error:
                    log.warning("speech.failed", language=utterance.language, why=str(error))
                    faults[VOICE_FAILED] = Fault(str(error), "restart the display")
        self.faults = faults
        return made

    def _sentence(self, utterance: Utterance) -> Sound:
        return join([self._clip(utterance.language, each.text) for each in utterance.phrases])

    def _clip(self, language: str, text: str) -> Sound:
        try:
            return self._clips.clip(language, text)
        except NoVoice:
            raise
        except SpeechError as error:
            log.warning("speech.again", language=language, why=str(error))
            return self._clips.clip(language, text)


def _missing(languages: Iterable[str], why: str = "") -> dict[str, Fault]:
    named = ", ".join(sorted(languages))
    if not named:
        return {}
    text = f"no voice for {named}" + (f": {why}" if why else "")
    hint = "install a speech engine, as with: apt-get install libespeak-ng1 espeak-ng-data"
    return {VOICE_MISSING: Fault(text, hint)}
