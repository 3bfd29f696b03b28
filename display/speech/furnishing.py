"""A studio with the voices that stand in the hall file."""

from collections.abc import Sequence
from pathlib import Path

from contract.hall import HallFile
from display.speech.studio import Studio
from display.speech.voices import Voices
from qtkit.speech.engine import NICENESS, WORKER, SpeechEngine
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
    now = Voices(shelf, [SpeechEngine(directory)], packs)
    for language, why in broken.items():
        now.pack_fails(language, why)
    ahead = Voices(shelf, [SpeechEngine(directory, command=(*WORKER, NICENESS))], packs)
    return Studio(languages, voices=now, ahead=ahead)


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
