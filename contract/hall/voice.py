"""`[voice]`: what the hall's loudspeakers say, how, and when they are silent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator

from contract.hall.devices import Template
from contract.hall.entry import Entry, whole
from contract.hall.hours import Between, Day
from contract.text import Line, Text

Language: TypeAlias = Literal["zh", "en"]


def _names_the_number(text: Text) -> Text:
    for words in text.words.values():
        if "{number" not in words:
            raise ValueError(f'"{words}": without {{number}} nobody knows who is called')
    return text


Spoken = Annotated[Template, AfterValidator(_names_the_number)]


class Softer(Entry):
    """Some hours in which all is spoken more softly."""

    at: Between
    db: Annotated[int, whole(-30, -1)]
    """So much below the usual: -6 is half, -20 a tenth."""


class Voice(Entry):
    """How calls are spoken. A group may have words of its own: `spoken` in `[[group]]`."""

    call: Spoken = Text(
        zh="请{number}号到{window}号窗口", en="Ticket {number}, please go to window {window}"
    )
    repeats: Annotated[int, whole(1, 3)] = 1
    """So often is a call said, as long as the ticket has not come; new calls go before repeats."""
    one: Literal["一", "幺"] = "一"
    """How Chinese says the digit 1 of a ticket."""
    zero: Literal["zero", "oh"] = "zero"
    """How English says the digit 0 of a ticket."""
    pronounce: Mapping[Language, Mapping[Line, Line]] = {}
    """How words of the sentences are written so that the engine says them right."""
    pack: Mapping[Language, Line] = {}
    """Recorded clips, a folder or zip for each language; its path begins beside the hall file."""
    piper: Mapping[Language, Line] = {}
    """Voice files for the program piper (`….onnx`), for each language; likewise."""
    quiet: Day = ()
    """When nothing is spoken, in the hall's own time, as ["12:00-14:00"]; boards go on."""

    softer: tuple[Softer, ...] = ()
    """When all is spoken more softly; of hours that overlap, the softest."""

    def is_quiet(self, local: datetime) -> bool:
        """Tell whether nothing is spoken at a time of the hall's own day."""
        return any(span.has(local.time()) for span in self.quiet)

    def gain_db(self, local: datetime) -> int:
        """Return how much louder than usual it speaks at a time of the hall's own day."""
        return min((each.db for each in self.softer if each.at.has(local.time())), default=0)
