"""Sentences joined from a pack's clips, each as loud as the next, without holes between them."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from qtkit.speech.levels import even
from qtkit.speech.packs.files import (
    CLIP_MAX_BYTES,
    MANIFEST,
    MANIFEST_MAX_BYTES,
    BadPack,
    NoSuchClip,
    PackFiles,
    open_files,
)
from qtkit.speech.packs.manifest import (
    CHIME,
    bare,
    count_clip,
    counted,
    read_manifest,
    sign_clip,
)
from qtkit.speech.phrases import Count, Phrase, Piece, Spelled, Words
from qtkit.speech.wav import BadSound, Sound, join, sound_of


class Pack:
    """Recorded clips of one language. For any thread.

    Attributes:
        manifest: what the pack says of itself.
        files: what it consists of.
    """

    def __init__(self, files: PackFiles) -> None:
        """Read the manifest; clips are read when they are needed. Raises `BadPack`."""
        self.files = files
        self.manifest = read_manifest(files.read(MANIFEST, MANIFEST_MAX_BYTES))
        self._words = self.manifest.clips
        self._names = files.names()
        self._sounds: dict[str, Sound] = {}
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> "Pack":
        """Open a folder or a zip. Raises `BadPack`."""
        try:
            return cls(open_files(path))
        except NoSuchClip:
            raise BadPack(f"{path} has no {MANIFEST}: it is no pack") from None

    def clips(self, pieces: Iterable[Piece]) -> tuple[list[str], list[str]]:
        """Return the clips that say the pieces, and what there is no clip of."""
        found: list[str] = []
        lacking: list[str] = []
        for piece in _words_together(pieces, self._words):
            named = list(self._of(piece))
            found += [name for name in named if name in self._names]
            lacking += [name for name in named if name not in self._names]
        return found, lacking

    def sentence(self, phrases: Sequence[Phrase]) -> Sound | None:
        """Return a sentence; None if a clip is missing. Raises `BadPack` if one is damaged."""
        found, lacking = self.clips(piece for phrase in phrases for piece in phrase.pieces)
        if lacking or not found:
            return None
        return join([self.sound(name) for name in found])

    def chime(self) -> Sound | None:
        """Return the pack's own chime, if it has one. Raises `BadPack`."""
        return self.sound(CHIME) if CHIME in self._names else None

    def sound(self, name: str) -> Sound:
        """Return a clip, made even. Raises `BadPack`."""
        with self._lock:
            known = self._sounds.get(name)
        if known is None:
            try:
                known = even(sound_of(self.files.read(name, CLIP_MAX_BYTES), name))
            except BadSound as error:
                raise BadPack(str(error)) from None
            with self._lock:
                self._sounds[name] = known
        return known

    def _of(self, piece: Piece) -> Iterator[str]:
        match piece:
            case Words(written=written) if bare(written):
                yield self._words.get(bare(written), f'"{bare(written)}" in [words]')
            case Spelled(signs=signs):
                yield from map(sign_clip, signs)
            case Count(count=count):
                whole = count_clip(count)
                yield from [whole] if whole in self._names else self._put_together(count)

    def _put_together(self, count: int) -> list[str]:
        parts = list(counted(self.manifest.language, count))
        return parts if self._names.issuperset(parts) else [count_clip(count)]


def _words_together(pieces: Iterable[Piece], known: dict[str, str]) -> Iterator[Piece]:
    """Yield the pieces; words in a row as one, where the pack has them in one clip."""
    row: list[Words] = []
    for piece in [*pieces, None]:
        if isinstance(piece, Words):
            row.append(piece)
            continue
        written = "".join(words.written for words in row)
        yield from [Words(written, written)] if bare(written) in known else row
        row = []
        if piece is not None:
            yield piece
