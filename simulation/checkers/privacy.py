"""No personal datum is where it must not be: on a public topic, or in the journal."""

from collections.abc import Sequence
from typing import Final

from journal import AnswerRow, EventRow
from simulation.checkers.verdict import Accuse
from simulation.world.message import Message
from simulation.world.persons import DOCUMENT_TAIL, PHONE, PRIVATE, SECRET, SURNAME

PROMISE: Final = "nobody is named in public"
_ALL: Final = (*SECRET, *PRIVATE)
_NAME: Final = SURNAME.encode()[:2]
_DOCUMENT: Final = DOCUMENT_TAIL.encode()
_PHONE: Final = PHONE[-4:].encode()
"""What one of is in all of these; both names begin with the same bytes."""
_TO_ONE: Final = (
    "/state/panel/",
    "/command/issue_ticket/",
    "/command/hand_in_ticket/",
    "/command/check_in/",
)
"""What only the coordinator, or only one window's panel, may read."""


class Privacy:
    """Looks at all that is published or committed."""

    def __init__(self, accuse: Accuse) -> None:
        self._accuse = accuse

    def said(self, message: Message) -> None:
        """Look at a message."""
        payload = message.payload
        if _NAME not in payload and _DOCUMENT not in payload and _PHONE not in payload:
            return  # as nearly always: there are more messages than anything else
        to_one = any(part in message.topic for part in _TO_ONE)
        if any(each in payload for each in (SECRET if to_one else _ALL)):
            self._accuse(PROMISE, f"{message.topic} has {payload[:300]!r}")

    def committed(self, events: Sequence[EventRow], answers: Sequence[AnswerRow]) -> None:
        """Look at rows, and at answers, which are kept for days."""
        for text in (*(row.body for row in events), *(row.answer for row in answers)):
            if any(each in text.encode() for each in _ALL):
                self._accuse(PROMISE, f"the journal has {text[:300]}")
