"""A studio with the voices that stand in the hall file."""

from collections.abc import Sequence
from pathlib import Path

from contract.hall import HallFile
from display.speech.studio import Studio
from display.speech.voices import Voices
from qtkit.speech.engine import NICENESS, WORKER, SpeechEngine, piper_worker
from qtkit.speech.packs import BadPack, Pack
from qtkit.speech.shelf import Shelf


def make_studio(
    hall: HallFile, languages: Sequence[str], *, directory: Path, voices_dir: Path
) -> Studio:
    """Return the studio of a hall.

    Args:
        directory: where clips are kept, and made.
        voices_dir: where paths of the hall file begin.
    """
    shelf = Shelf(directory / "clips")
    packs, broken = _open_packs(hall, voices_dir)
    now = Voices(shelf, _engines(hall, directory, voices_dir), packs)
    for language, why in broken.items():
        now.pack_fails(language, why)
    ahead = Voices(shelf, _engines(hall, directory, voices_dir, NICENESS), packs)
    return Studio(languages, voices=now, ahead=ahead)


def _engines(
    hall: HallFile, directory: Path, voices_dir: Path, niceness: str = "0"
) -> list[SpeechEngine]:
    """Return the engines in their order; the machine's own is the last."""
    files: dict[str, Path] = {
        language: voices_dir / place for language, place in hall.voice.piper.items()
    }
    piper = [SpeechEngine(directory, command=piper_worker(files, niceness))] if files else []
    return [*piper, SpeechEngine(directory, command=(*WORKER, niceness))]


def _open_packs(hall: HallFile, voices_dir: Path) -> tuple[dict[str, Pack], dict[str, str]]:
    """Return the packs by language, and why others cannot be used."""
    packs: dict[str, Pack] = {}
    broken: dict[str, str] = {}
    for language, place in hall.voice.pack.items():
        try:
            pack = Pack.open(voices_dir / place)
        except BadPack as error:
            broken[language] = str(error)
        else:
            if pack.manifest.language == language:
                packs[language] = pack
            else:
                broken[language] = f"{place} speaks {pack.manifest.language}"
    return packs, broken
