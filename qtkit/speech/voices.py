"""Which of an engine's voices speaks which language. Pure.

espeak-ng 1.51 reads hanzi with the voice "cmn" as English names of pinyin letters; there
"cmn-latn-pinyin" is right. Later releases mended "cmn". So what a voice would say is looked at.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class VoiceEntry:
    """A voice as the engine lists it."""

    id: str
    name: str
    languages: tuple[str, ...]


CANDIDATES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("sit/cmn-latn-pinyin", "sit/cmn", "cmn-latn-pinyin", "cmn"),
    "en": ("gmw/en-us", "en-us", "gmw/en", "en"),
}
"""espeak's own ids, the best first."""

TAGS: Final[Mapping[str, tuple[str, ...]]] = {"zh": ("zh", "cmn"), "en": ("en",)}
NAMES: Final[Mapping[str, str]] = {"zh": "chinese", "en": "english"}
"""Other engines name voices by their maker: "Microsoft Huihui Desktop - Chinese (Simplified)"."""

PROBES: Final[Mapping[str, str]] = {"zh": "请号窗口", "en": "window"}
FOREIGN: Final = "(en)"
"""How espeak marks, in phonemes, that it fell back to English."""


def choose(
    language: str, voices: Iterable[VoiceEntry], phonemes: Callable[[str, str], str] | None
) -> str | None:
    """Return the id of the voice for `language`, or None.

    Args:
        phonemes: what (voice id, text) would sound like; None if the engine cannot tell.
    """
    known = list(voices)
    ids = {voice.id for voice in known}
    likely = [candidate for candidate in CANDIDATES[language] if candidate in ids]
    likely += [voice.id for voice in known if voice.id not in likely and _speaks(voice, language)]
    for voice_id in likely:
        if phonemes is None or _is_right(phonemes(voice_id, PROBES[language])):
            return voice_id
    return None


def _is_right(sounds: str) -> bool:
    return bool(sounds.strip()) and FOREIGN not in sounds


def _speaks(voice: VoiceEntry, language: str) -> bool:
    tagged = any(tag.lower().split("-")[0] in TAGS[language] for tag in voice.languages)
    return tagged or NAMES[language] in voice.name.lower()
