"""Somebody at a kiosk rings for a person, and one says that they are coming."""

from typing import Annotated

from contract.ids import DeviceId
from contract.messages.base import GIVEN_ID, ShortText
from contract.messages.commands.base import Command, WindowCommand


class Ring(Command, frozen=True, tag="ring"):
    """Somebody at this kiosk wants a person to come; `language` is what they have chosen there.

    It rings until somebody answers, ten minutes at most. Ringing meanwhile changes nothing.
    """

    language: ShortText = "zh"


class AnswerRing(WindowCommand, frozen=True, tag="answer_ring"):
    """Who is signed in at the window goes to the kiosk."""

    of_kiosk_id: Annotated[DeviceId, GIVEN_ID]
