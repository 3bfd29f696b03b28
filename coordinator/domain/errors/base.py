"""What refusals have in common."""

from typing import ClassVar


class Refused(Exception):
    """The rules forbid it.

    `code` is stable and goes on the wire, where programs translate it; `text` is English; the
    facts fill both.
    """

    code: ClassVar[str]
    text: ClassVar[str]

    def __init__(self, **facts: str) -> None:
        super().__init__(self.text.format(**facts))
        self.facts = facts
