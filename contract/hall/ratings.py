"""What citizens may say beside the level, and how long a bad rating may wait for its answer."""

from collections import Counter
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from contract.hall.entry import Entry, Id, whole
from contract.ids import RatingReasonId
from contract.text import Text


class RatingReason(Entry):
    """Why a citizen is not satisfied; chosen, never typed, so that it can be counted."""

    id: Annotated[RatingReasonId, Id]
    name: Text


def _reason(reason_id: str, zh: str, en: str) -> RatingReason:
    return RatingReason(id=RatingReasonId(reason_id), name=Text(zh=zh, en=en))


_USUAL: Final = (
    _reason("attitude", "服务态度不好", "Unfriendly"),
    _reason("slow", "办理时间太长", "Took too long"),
    _reason("not-told-at-once", "没有一次性告知", "Not told everything at once"),
    _reason("extra-papers", "要求额外材料", "Asked for extra papers"),
    _reason("sent-around", "来回跑、互相推", "Sent from place to place"),
    _reason("not-skilled", "业务不熟练", "Did not know the matter"),
)


def _each_id_once(reasons: tuple[RatingReason, ...]) -> tuple[RatingReason, ...]:
    for name, count in Counter(reason.id for reason in reasons).items():
        if count > 1:
            raise ValueError(f'"{name}" stands {count} times; every reason has an id of its own')
    return reasons


class Ratings(Entry):
    """The hall's ratings. Whoever does not rate is counted as unrated, never as satisfied."""

    reason: Annotated[
        tuple[RatingReason, ...], Field(max_length=8), AfterValidator(_each_id_once)
    ] = _USUAL
    """For the two lowest levels; at most as many as one screen shows."""
    case_days: Annotated[int, whole(1, 60)] = 15
    """Working days until a bad rating must be answered and what caused it corrected."""
