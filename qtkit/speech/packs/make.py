"""Makes a pack from any engine: to be heard as it is, or recorded over clip by clip."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, Literal

from qtkit.speech.levels import even
from qtkit.speech.packs.files import MANIFEST
from qtkit.speech.packs.manifest import Manifest, bare, count_clip, manifest_text, sign_clip
from qtkit.speech.phrases import Count, Phrase, Spelled, Words
from qtkit.speech.wav import RATE_HZ, Sound, wav_bytes, write_whole

DIGITS: Final = "零一二三四五六七八九"
ALONE: Final = {"zh": {"yao": "幺", **dict(zip("0123456789", DIGITS, strict=True))}}


def write_pack(
    path: Path,
    sentences: Iterable[tuple[Phrase, ...]],
    *,
    language: Literal["zh", "en"],
    voice: str,
    licence: str,
    speak: Callable[[str], Sound],
) -> int:
    """Write a pack that can say `sentences`; return how many clips it has.

    Clips that are there already are left as they are. Raises what `speak` raises, `OSError`.
    """
    words: dict[str, str] = {}
    texts: dict[str, str] = {}
    for name, text, written in _needed(language, sentences):
        if name:
            texts[name] = text
        elif bare(written) not in map(bare, words):
            words[written.strip()] = f"words/{len(words) + 1}.wav"
            texts[words[written.strip()]] = text
    manifest = Manifest(
        format=1,
        language=language,
        voice=voice,
        licence=licence,
        rate_hz=RATE_HZ,
        words=words,
    )
    for name, text in texts.items():
        clip = path / name
        if not clip.exists():
            clip.parent.mkdir(parents=True, exist_ok=True)
            write_whole(clip, wav_bytes(even(speak(text))))
    write_whole(path / MANIFEST, manifest_text(manifest).encode())
    return len(texts)


def _needed(
    language: str, sentences: Iterable[tuple[Phrase, ...]]
) -> Iterator[tuple[str, str, str]]:
    """Yield each clip: its name, or none for words; what is said; how words are written."""
    for piece in (piece for phrases in sentences for each in phrases for piece in each.pieces):
        match piece:
            case Words(written=written, text=text) if bare(written):
                yield "", text, written
            case Spelled(signs=signs):
                for sign in signs:
                    yield sign_clip(sign), ALONE.get(language, {}).get(sign, sign), ""
            case Count(count=count, text=text):
                yield count_clip(count), text, ""
