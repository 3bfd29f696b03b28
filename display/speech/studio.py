"""Where sentences are made: what is to be said now, and in between what may be said next."""

import queue
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Final, TypeAlias

import structlog

from display.core.utterance import Utterance
from display.speech.made_ahead import Likely, MadeAhead
from display.speech.voices import Voices
from messaging import Fault
from qtkit.speech.chime import chime
from qtkit.speech.engine import SpeechError
from qtkit.speech.wav import Sound

log = structlog.get_logger("speech")

CLOSE_TIMEOUT_S: Final = 3.0
LOOK_AGAIN_S: Final = 30.0
"""How often, while nothing is made, a missing voice is looked for."""

Job: TypeAlias = tuple[Callable[[], Any], "Future[Any]"]


class Studio:
    """A thread that makes one sentence at a time. Its methods are for any other.

    Attributes:
        looked: done when voices have been looked for; its result is the chime.
    """

    def __init__(self, languages: Iterable[str], *, voices: Voices, ahead: Voices) -> None:
        self._languages = tuple(languages)
        self._voices = voices
        self._ahead = MadeAhead(ahead)
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="studio", daemon=True)
        self.looked: Final[Future[Sound]] = self._job(self._look)

    @property
    def faults(self) -> Mapping[str, Fault]:
        """All that is wrong with the voices now."""
        return self._voices.faults

    def start(self) -> None:
        """Begin to look for voices. Returns at once."""
        self._thread.start()
        self._ahead.start()

    def make(self, utterances: Sequence[Utterance]) -> "Future[list[Sound]]":
        """Make the sentences; a language that fails is left out, and stands in `faults`."""
        return self._job(lambda: self._make(utterances))

    def make_ahead(self, who: object, phrases: Likely) -> None:
        """Make these in between, instead of what `who` wanted until now."""
        self._ahead.want(who, phrases)

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
            self._voices.close()

    def _next(self) -> Job | None:
        try:
            return self._jobs.get(timeout=LOOK_AGAIN_S)
        except queue.Empty:
            return self._look, Future()

    def _look(self) -> Sound:
        self._voices.look(self._languages)
        return self._voices.chime(self._languages) or chime()

    def _make(self, utterances: Sequence[Utterance]) -> list[Sound]:
        made: list[Sound] = []
        with self._ahead.held_back():
            for utterance in utterances:
                try:
                    made.append(self._voices.sentence(utterance))
                except SpeechError as error:
                    self._voices.say_failed(utterance.language, error)
        return made
