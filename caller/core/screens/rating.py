"""The citizen's screens."""

from dataclasses import dataclass

from caller.core.screens.frame import Frame
from contract.ids import RatingReasonId


@dataclass(frozen=True, kw_only=True)
class RatingLevel:
    level: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Rating:
    """The citizen is asked: how was it?"""

    frame: Frame
    title: str
    levels: tuple[RatingLevel, ...]


@dataclass(frozen=True, kw_only=True)
class RatingReason:
    reason_id: RatingReasonId
    text: str


@dataclass(frozen=True, kw_only=True)
class RatingReasons:
    """And why was it not good? Nobody has to say."""

    frame: Frame
    title: str
    reasons: tuple[RatingReason, ...]
    skip: str
