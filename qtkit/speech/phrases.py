"""What a sentence consists of. Pure.

A speech engine gets the text of a phrase; a pack of recorded clips, the pieces it is made of.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

YAO: Final = "yao"
OH: Final = "oh"


@dataclass(frozen=True)
class Words:
    """Words that are the same in every call."""

    written: str
    """As the hall file has them."""
    text: str
    """As an engine says them right."""


@dataclass(frozen=True)
class Spelled:
    """A ticket's number, said letter by letter and digit by digit."""

    signs: tuple[str, ...]
    """Its letters and digits; YAO and OH where these are said for 1 and 0."""
    text: str


@dataclass(frozen=True)
class Count:
    """A number said as people count."""

    count: int
    text: str


Piece: TypeAlias = Words | Spelled | Count


@dataclass(frozen=True)
class Phrase:
    """What is said in one breath. A sentence is one or more, so that each can be made ahead."""

    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        """All of it, for an engine."""
        return "".join(piece.text for piece in self.pieces)
