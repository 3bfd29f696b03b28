"""No personal datum is where it must not be: on a public topic, or in the journal."""

import re
from collections.abc import Sequence
from typing import Final

from journal import EventRow
from simulation.checkers.verdict import Accuse
from simulation.world.message import Message
from simulation.world.persons import PRIVATE, SECRET

PROMISE: Final = "nobody is named in public"
_SECRET: Final = re.compile(b"|".join(map(re.escape, SECRET)))
_PRIVATE: Final = re.compile(b"|".join(map(re.escape, (*SECRET, *PRIVATE))))
_PRIVATE_TEXT: Final = re.compile(_PRIVATE.pattern.decode())
_TO_ONE: Final = ("/state/panel/", "/command/issue_ticket/")
"""What only the coordinator, or only one window's panel, may read."""


class Privacy:
    """Looks at all that is published or committed."""

    def __init__(self, accuse: Accuse) -> None:
        self._accuse = accuse

    def said(self, message: Message) -> None:
        """Look at a message."""
        to_one = any(part in message.topic for part in _TO_ONE)
        if (_SECRET if to_one else _PRIVATE).search(message.payload):
            self._accuse(PROMISE, f"{message.topic} has {message.payload[:300]!r}")

    def committed(self, events: Sequence[EventRow]) -> None:
        """Look at rows."""
        for row in events:
            if _PRIVATE_TEXT.search(row.body):
                self._accuse(PROMISE, f"row {row.position} has {row.body[:300]}")
