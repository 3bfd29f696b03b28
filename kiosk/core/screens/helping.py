"""Ringing for a person."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kiosk.core.screens.page import Page

HelpStage: TypeAlias = Literal["ask", "ringing", "rung", "coming", "unheard"]


@dataclass(frozen=True, kw_only=True)
class Help(Page):
    """Shall somebody come, or what became of the call. Over whatever was shown before.

    Attributes:
        stage: "ask" whether to ring; "ringing": the hall is being told; "rung": it has been;
            "coming": somebody has said so; "unheard": nobody could be told.
        where: where else somebody is found, in the hall's own words; "" if it has none.
    """

    stage: HelpStage
    where: str
