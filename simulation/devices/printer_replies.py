"""What the printer says on its way back over the cable, and what happens to it there."""

from collections.abc import Callable


class Replies:
    """Sends answers whole, in pieces, together, late or never."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._to_lose = 0
        self._in_pieces = False
        self._to_gather = 0
        self._gathered = bytearray()

    def lose(self, count: int) -> None:
        """Let the next ones get lost."""
        self._to_lose = count

    def break_up(self) -> None:
        """Send byte by byte from now on."""
        self._in_pieces = True

    def gather(self, count: int) -> None:
        """Send the next ones together, once there are so many; `end` sends what there is."""
        self._to_gather = count

    def say(self, data: bytes) -> None:
        if self._to_lose:
            self._to_lose -= 1
            return
        self._gathered += data
        self._to_gather -= 1
        if self._to_gather <= 0:
            self.end()

    def end(self) -> None:
        """Send what has been gathered; whoever asks waits for it."""
        self._to_gather = 0
        data = bytes(self._gathered)
        self._gathered.clear()
        pieces = (data[at : at + 1] for at in range(len(data))) if self._in_pieces else [data]
        for piece in pieces:
            if piece:
                self._send(piece)
