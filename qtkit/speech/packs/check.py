"""What is wrong with a pack, in words that whoever records it can act on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from qtkit.speech.levels import even, longest_gap_s, off_target_db
from qtkit.speech.packs.files import CLIP_MAX_BYTES, MANIFEST, BadPack
from qtkit.speech.packs.manifest import CHIME
from qtkit.speech.packs.pack import Pack
from qtkit.speech.phrases import Phrase
from qtkit.speech.wav import QUIETEST_RMS, BadSound, raw_samples, sound_of

SHORTEST_S: Final = 0.08
LONGEST_S: Final = 12.0
FAINT_DB: Final = -24.0
"""Below the level of a hall; raised from there, the room is heard as well."""
FULL: Final = 32_700
OVERDRIVEN: Final = 0.001
"""So many samples at the end of the scale are no accident."""
HOLE_S: Final = 0.12


@dataclass(frozen=True, order=True)
class Complaint:
    """Something to be done."""

    what: str
    """The clip, or the words it is for."""
    why: str


def complaints(pack: Pack, sentences: Iterable[tuple[Phrase, ...]]) -> list[Complaint]:
    """Return all that is wrong; nothing, if the pack says every sentence well.

    Args:
        sentences: what the hall has to say.
    """
    found = {*_lacking(pack, sentences), *_not_there(pack), *_strange(pack)}
    for name in sorted(pack.files.names()):
        if name.endswith(".wav"):
            found |= {Complaint(name, why) for why in _heard(pack, name)}
    return sorted(found)


def _lacking(pack: Pack, sentences: Iterable[tuple[Phrase, ...]]) -> Iterator[Complaint]:
    for phrases in sentences:
        for name in pack.clips(piece for phrase in phrases for piece in phrase.pieces)[1]:
            if name in pack.manifest.words.values():
                continue  # the manifest itself misses it
            if name.endswith(".wav"):
                yield Complaint(name, "is missing: record it")
            else:
                yield Complaint(name, "is not there: record these words, and name their clip")


def _not_there(pack: Pack) -> Iterator[Complaint]:
    for words, name in pack.manifest.words.items():
        if name not in pack.files.names():
            yield Complaint(name, f'is missing: "{words}" in [words] names it')


def _strange(pack: Pack) -> Iterator[Complaint]:
    known = {MANIFEST, CHIME, *pack.manifest.words.values()}
    for name in pack.files.names() - known:
        if name.endswith(".wav") and not _is_in_the_scheme(name):
            yield Complaint(name, "is used for nothing: is its name misspelled?")


def _is_in_the_scheme(name: str) -> bool:
    folder, _, rest = name.removesuffix(".wav").rpartition("/")
    match folder:
        case "letters":
            return len(rest) == 1 and "A" <= rest <= "Z"
        case "digits":
            return rest in ("yao", "oh") or (len(rest) == 1 and "0" <= rest <= "9")
        case "numbers":
            return rest.isascii() and rest.isdigit() and str(int(rest)) == rest
    return False


def _heard(pack: Pack, name: str) -> Iterator[str]:
    """Yield what a listener, or a meter, would object to in a clip."""
    try:
        data = pack.files.read(name, CLIP_MAX_BYTES)
        _, rate_hz, samples = raw_samples(data, name)
        sound = sound_of(data, name)
    except (BadPack, BadSound) as error:
        yield f"is damaged ({error}): save it as 16-bit PCM WAV"
        return
    if rate_hz != pack.manifest.rate_hz:
        yield f"has {rate_hz} Hz, pack.toml says {pack.manifest.rate_hz}: convert it"
    if sound.rms < QUIETEST_RMS:
        yield "is silent: record it again"
        return
    if sum(abs(each) >= FULL for each in samples) > OVERDRIVEN * len(samples):
        yield "is overdriven: record it with less gain"
    if off_target_db(sound) < FAINT_DB:
        yield "is very faint: record it nearer, or with more gain"
    made = even(sound)
    if made.duration_s < SHORTEST_S:
        yield f"is {made.duration_s:.2f} s long, without the silence around it: record it again"
    if made.duration_s > LONGEST_S and name != CHIME:
        yield f"is {made.duration_s:.0f} s long: is that really one clip?"
    if longest_gap_s(made) > HOLE_S:
        yield "has a hole in it: record it in one go"
