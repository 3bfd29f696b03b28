"""Makes what nobody waits for yet, so that it is there when somebody does."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import filterfalse
from typing import Final, TypeAlias

import structlog

from display.speech.voices import Voices
from qtkit.speech.engine import NoVoice, SpeechError
from qtkit.speech.phrases import Phrase

log = structlog.get_logger("speech")

CLOSE_TIMEOUT_S: Final = 3.0

Likely: TypeAlias = Iterable[tuple[str, Phrase]]
"""What may be said next, the likeliest first: in which language, and what."""


class MadeAhead:
    """A thread with engines of its own: a call never waits for what is made here."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._news = threading.Condition()
        self._wanted: dict[object, Iterator[tuple[str, Phrase]]] = {}
        self._holders = 0
        self._wishes = 0
        self._over = False
        self._thread = threading.Thread(target=self._run, name="made-ahead", daemon=True)

    def start(self) -> None:
        """Begin. Returns at once."""
        self._thread.start()

    def want(self, who: object, phrases: Likely) -> None:
        """Make these, instead of what was wanted by the same until now."""
        with self._news:
            self._wishes += 1
            self._wanted.pop(who, None)
            self._wanted[who] = iter(phrases)
            self._news.notify()

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Begin nothing new meanwhile: the processor is for somebody who waits."""
        self._hold(1)
        try:
            yield
        finally:
            self._hold(-1)

    def close(self) -> None:
        """Make nothing more. What is being made may go on to its end."""
        with self._news:
            self._over = True
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(CLOSE_TIMEOUT_S)

    def _hold(self, more: int) -> None:
        with self._news:
            self._holders += more
            self._news.notify()

    def _run(self) -> None:
        try:
            while (wanted := self._next()) is not None:
                self._make(*wanted)
        finally:
            self._voices.close()

    def _next(self) -> tuple[str, Phrase] | None:
        with self._news:
            while not self._over:
                if self._holders or not self._wanted:
                    self._news.wait()
                elif wanted := self._next_in_turn():
                    return wanted
            return None

    def _next_in_turn(self) -> tuple[str, Phrase] | None:
        """Take the likeliest phrase of whoever has waited longest; None if that wants no more."""
        who = next(iter(self._wanted))
        phrases = self._wanted.pop(who)
        try:
            wanted = next(phrases, None)
        except Exception:  # as below; these words can be said no more, others can
            log.exception("ahead.broken")
            return None
        if wanted is not None:
            self._wanted[who] = phrases
        return wanted

    def _make(self, language: str, phrase: Phrase) -> None:
        wishes = self._wishes
        try:
            self._voices.prepare(language, phrase)
        except NoVoice:
            self._give_up(lambda each: each[0] == language)
        except SpeechError as error:
            log.warning("ahead.failed", language=language, why=str(error))
            if wishes == self._wishes:  # the next call brings new ones
                self._give_up(lambda _each: True)
        except Exception:  # a mistake of ours here must not end what makes calls quick
            log.exception("ahead.broken")

    def _give_up(self, is_hopeless: Callable[[tuple[str, Phrase]], bool]) -> None:
        with self._news:
            for who, phrases in self._wanted.items():
                self._wanted[who] = filterfalse(is_hopeless, phrases)
