"""What a hall speaks with: a language's pack of recorded clips, then engines in their order."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from display.core.utterance import Utterance
from messaging import Fault
from qtkit.speech.clips import Clips, Engine
from qtkit.speech.engine import NoVoice, SpeechError
from qtkit.speech.packs import BadPack, Pack
from qtkit.speech.phrases import Phrase
from qtkit.speech.shelf import Shelf
from qtkit.speech.wav import Sound, join

log = structlog.get_logger("speech")

REST_S: Final = 60.0
"""So long an engine that failed is left alone, where another one can speak instead."""

MISSING: Final = "voice.missing"
FAILED: Final = "voice.failed"
INSTEAD: Final = "voice.instead"
PACK: Final = "voice.pack"


@dataclass
class _Singer:
    engine: Engine
    clips: Clips
    rests_until_s: float = 0.0


class Voices:
    """Makes sentences. For one thread only; the last of its engines is asked twice.

    Attributes:
        faults: all that is wrong with the voices now.
    """

    def __init__(
        self, shelf: Shelf, engines: Sequence[Engine], packs: Mapping[str, Pack] | None = None
    ) -> None:
        self._singers = [_Singer(each, Clips(shelf, each)) for each in engines]
        self._packs = packs or {}
        self.faults: Mapping[str, Fault] = {}

    def look(self, languages: Iterable[str]) -> None:
        """See whether each language can be spoken."""
        missing = set(languages) - set(self._packs)
        why = ""
        for singer in self._singers:
            try:
                missing -= set(singer.engine.voices())
            except SpeechError as error:
                why = str(error)
                self._failed(singer, error)
        self._set(MISSING, _missing(missing, why) if missing else None)

    def sentence(self, utterance: Utterance) -> Sound:
        """Return a sentence spoken. Raises `SpeechError`."""
        recorded = self._recorded(utterance.language, utterance.phrases)
        return recorded or self._spoken(utterance.language, utterance.phrases)

    def prepare(self, language: str, phrase: Phrase) -> None:
        """Make a phrase that may be said. Raises `SpeechError`."""
        if self._recorded(language, [phrase]) is None and not self._is_kept(language, phrase):
            self._spoken(language, [phrase])

    def chime(self, languages: Iterable[str]) -> Sound | None:
        """Return the first chime that a pack has."""
        for language in languages:
            try:
                if (pack := self._packs.get(language)) and (chime := pack.chime()):
                    return chime
            except BadPack as error:
                self.pack_fails(language, str(error))
        return None

    def say_failed(self, language: str, error: SpeechError) -> None:
        """Note that a sentence was not to be made."""
        log.warning("speech.failed", language=language, why=str(error))
        if isinstance(error, NoVoice):
            self._set(MISSING, _missing({language}, str(error)))
        else:
            self._set(FAILED, Fault(str(error), "restart the display"))

    def pack_fails(self, language: str, why: str) -> None:
        """Note that a pack does not say what it should."""
        text = f"the pack for {language} cannot say all, an engine speaks instead: {why}"
        self._set(PACK, Fault(text, "hallcall voice check names what to do"))

    def close(self) -> None:
        """End all engines."""
        for singer in self._singers:
            singer.engine.close()

    def _recorded(self, language: str, phrases: Sequence[Phrase]) -> Sound | None:
        pack = self._packs.get(language)
        if pack is None:
            return None
        try:
            sound = pack.sentence(phrases)
        except BadPack as error:
            self.pack_fails(language, str(error))
            return None
        if sound is None:
            lacking = pack.clips(piece for phrase in phrases for piece in phrase.pieces)[1]
            self.pack_fails(language, f"it has no {', '.join(lacking)}")
        return sound

    def _spoken(self, language: str, phrases: Sequence[Phrase]) -> Sound:
        failed: SpeechError = NoVoice(f"no voice for {language}")
        for singer in self._awake():
            is_last = singer is self._singers[-1]
            try:
                if is_last or language in singer.engine.voices():
                    made = self._sung(singer, language, phrases, again=is_last)
                    self._set(FAILED, None)
                    if not is_last:
                        self._set(INSTEAD, None)
                    return made
            except SpeechError as error:
                self._failed(singer, error)
                failed = error
        raise failed

    def _is_kept(self, language: str, phrase: Phrase) -> bool:
        for singer in self._awake():
            try:
                if language in singer.engine.voices():
                    return singer.clips.is_kept(language, phrase.text)
            except SpeechError as error:
                self._failed(singer, error)
        return False

    def _awake(self) -> Iterator[_Singer]:
        """Yield who may be asked now, in their order; the last one always may."""
        for singer in self._singers:
            is_last = singer is self._singers[-1]
            if is_last or time.monotonic() >= singer.rests_until_s:
                yield singer

    def _sung(
        self, singer: _Singer, language: str, phrases: Sequence[Phrase], *, again: bool
    ) -> Sound:
        try:
            return join([singer.clips.clip(language, each.text) for each in phrases])
        except NoVoice:
            raise
        except SpeechError as error:
            if not again:
                raise
            log.warning("speech.again", language=language, why=str(error))
            return self._sung(singer, language, phrases, again=False)

    def _failed(self, singer: _Singer, error: SpeechError) -> None:
        if singer is not self._singers[-1]:
            singer.rests_until_s = time.monotonic() + REST_S
            text = f"the voice of the hall file fails, another one speaks: {error}"
            self._set(INSTEAD, Fault(text, "hallcall voice say shows what is wrong"))

    def _set(self, code: str, fault: Fault | None) -> None:
        others = {known: each for known, each in self.faults.items() if known != code}
        self.faults = {**others, code: fault} if fault else others


def _missing(languages: Iterable[str], why: str) -> Fault:
    text = f"no voice for {', '.join(sorted(languages))}" + (f": {why}" if why else "")
    hint = "install a speech engine, as with: apt-get install libespeak-ng1 espeak-ng-data"
    return Fault(text, hint)
