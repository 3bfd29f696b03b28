"""Lets people stand still for a moment, so that screens can be compared with the journal."""


class Calm:
    """While it is on, nobody touches anything."""

    def __init__(self) -> None:
        self.on = False
