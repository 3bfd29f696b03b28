"""An announcement: all the voice needs to say one call. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contract.ids import EpochMs
from contract.messages.state import BoardCall
from display.core.wording import PLAIN, Wording
from qtkit.speech.phrases import Phrase

_FOREIGN: Final = re.compile(r"[^A-Za-z0-9]")
"""What came over the wire becomes the name of a file, never its folder."""


@dataclass(frozen=True)
class Utterance:
    """One sentence in one language."""

    language: str
    phrases: tuple[Phrase, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(phrase.text for phrase in self.phrases)


@dataclass(frozen=True)
class Announcement:
    """What is said for one call. Not begun after `until_ms`, in this machine's time."""

    seq: int
    name: str
    """Names the sound file: sequence, number, painted window number, how often called."""
    utterances: tuple[Utterance, ...]
    until_ms: EpochMs
    gain_db: int = 0
    """How much louder than usual; in some hours, softer."""


def announcement(
    call: BoardCall,
    window_number: int,
    languages: Sequence[str],
    until_ms: EpochMs,
    wording: Wording = PLAIN,
    *,
    gain_db: int = 0,
) -> Announcement:
    """Return how `call` is said, in one language after the other."""
    return Announcement(
        seq=call.seq,
        name=f"{call.seq}-{_FOREIGN.sub('_', call.number)}-{window_number}-{call.call_count}",
        utterances=tuple(
            Utterance(
                language, wording.phrases(language, call.number, window_number, call.group_id)
            )
            for language in languages
        ),
        until_ms=until_ms,
        gain_db=gain_db,
    )
