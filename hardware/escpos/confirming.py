"""How a printer says that a slip is out: GS ( H with a mark of its own, GS r, or not at all.

Both are answered in print order. A mark can be the answer to nothing else, but few printers know
GS ( H; the answers to GS r all look alike, so it is counted how many are still to come.
"""

from typing import Final, Literal, TypeAlias

from hardware.escpos.codec import (
    ASK_MAKER,
    ASK_MODEL,
    ASK_PRINTED,
    INITIALIZE,
    MarkReply,
    PrintedReply,
    Reply,
    TextReply,
    ask_marked,
)

Confirm: TypeAlias = Literal["auto", "gs-h", "gs-r", "none"]

PROBE: Final = b"HALL"
IDENTITY: Final = 0x5F
MARKS: Final = 1000


class Confirming:
    """What was asked of one printer, and what its answers mean.

    Attributes:
        knows_marks: it answers GS ( H; None until that was found out.
        owed: answers to GS r that may still come.
        told: it has confirmed anything yet.
        identity: maker and model, as far as it says them.
    """

    def __init__(self, how: Confirm) -> None:
        self._how = how
        self._marks = 0
        self.told = False
        self._unheard: bytes | None = None
        self._lost = False
        self._mark_asked = False
        self.identity: tuple[str, ...] = ()
        # At the start one may be owed: the program that died before us had a slip in it, too.
        self.owed = int(self.asks_in_order)
        self.knows_marks: bool | None = None
        self.connected()

    @property
    def asks_in_order(self) -> bool:
        return self._how in ("auto", "gs-r")

    @property
    def asks_at_all(self) -> bool:
        return self._how != "none"

    @property
    def doubtful(self) -> bool:
        """Nobody has said that this printer confirms anything, and it has not done so yet."""
        return self._how == "auto" and not self.told

    def connected(self) -> None:
        """Begin anew with whatever printer hangs there now."""
        self.identity = ()
        self._mark_asked = False
        self.knows_marks = {"auto": None, "gs-h": True}.get(self._how, False)

    def probe(self) -> bytes:
        """Return what finds out about marks: first who the printer is, and from whoever says so,
        with the next slip, a mark. What it does not know it would print: the initialisation that
        follows forgets it before the line is full."""
        if self.knows_marks is not None:
            return b""
        if not self.identity:
            return INITIALIZE + ASK_MAKER + ASK_MODEL
        self._mark_asked = True
        return INITIALIZE + ask_marked(PROBE)

    def probed(self) -> None:
        """Something asked for later has been answered: no answer to the probe will come."""
        if self._mark_asked or not self.identity:
            self.knows_marks = bool(self.knows_marks)

    @property
    def torn(self) -> bool:
        """The slip before was never confirmed, though all before now has been answered."""
        if self._how == "none" or self._lost:
            return True
        return self._unheard is not None if self.knows_marks else bool(self.owed)

    def own_mark(self) -> bytes:
        """Return a mark that no slip has."""
        self._marks = (self._marks + 1) % MARKS
        return b"=%03d" % self._marks

    def settling(self, mark: bytes) -> bytes:
        """Return what asks whether all from before is out: by its mark alone, if that is known."""
        if self.knows_marks:
            return ask_marked(mark)
        self.owed += int(self.asks_in_order)
        return ASK_PRINTED if self.asks_in_order else b""

    def question(self, mark: bytes) -> bytes:
        """Return what asks whether a slip is out. Count first: one too many costs a moment, one too
        few a wrong answer."""
        self.owed += int(self.asks_in_order)
        self._unheard = mark if self.knows_marks else None
        marked = ask_marked(mark) if self.knows_marks else b""
        return marked + (ASK_PRINTED if self.asks_in_order else b"")

    def settled(self) -> None:
        """No answer to anything from before can come any more."""
        self.owed, self._unheard, self._lost = 0, None, False

    def hear(self, reply: Reply) -> None:
        """Take any reply."""
        match reply:
            case PrintedReply():
                self.owed = max(0, self.owed - 1)
                self.told = True
            case MarkReply(mark=mark):
                self.told = True
                if mark == PROBE and self.knows_marks is None:
                    self.knows_marks = True
                    self._lost = self.owed > 1  # it is in order, too: older ones would have come
                    self.owed = min(self.owed, 1)
                if mark == self._unheard:
                    self._unheard = None
            case TextReply(header=header, text=text) if header == IDENTITY:
                self.identity = (*self.identity, text.decode("ascii", "replace"))[-2:]

    def answers(self, reply: Reply, mark: bytes) -> bool:
        """Tell whether `reply`, which has been heard, says that all is out."""
        if isinstance(reply, MarkReply):
            return reply.mark == mark
        in_order = isinstance(reply, PrintedReply) and self.asks_in_order
        return in_order and (not self.knows_marks or self.owed == 0)
