"""A bar with an Onbon BX-5K or BX-6K card: a dynamic area for each of its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Final

from hardware.errors import MalformedReply, NoReply
from hardware.led.areas import (
    Area,
    Box,
    Effect,
    Family,
    RunMode,
    Side,
    bytes_of_update,
    check_layout,
    update_areas,
)
from hardware.led.bar import Row, Rows, Troubled
from hardware.led.codec import (
    ADDRESS_MAX,
    ANSWERING_BROADCAST,
    ANY_CARD,
    Damage,
    Frame,
    FrameDecoder,
)
from hardware.led.commands import (
    CardError,
    CardFacts,
    CardStatus,
    Done,
    Odd,
    Refused,
    Reply,
    ask_facts,
    ask_status,
    ping,
    read_reply,
    set_brightness,
    switch_screen,
)
from hardware.led.events import Oddity, TroubleKind
from hardware.led.settings import LedSettings
from hardware.led.text import Charset, cells, fit
from hardware.transport import Transport

RESEND_S: Final = 30.0
DARK: Final = Row(" ")
"""Without an area there, the card's stored program would shine through."""

_READ_BYTES: Final = 1024
_WIDTH_OF_CELL: Final = 0.5  # of its height
COLOURS: Final = {"red": 1, "green": 2, "yellow": 3}

_CAUSES: Final = {
    CardError.NO_SUCH_GROUP: "it knows no such group of commands: is it of this family?",
    CardError.NO_SUCH_COMMAND: "it knows no such command: is it of this family?",
    CardError.BUSY: "it is busy, and stays so",
    CardError.OUT_OF_MEMORY: "its memory does not hold this many areas or this long a text",
    CardError.CHECKSUM: "what it hears is spoiled on the way",
    CardError.FONT_MISSING: "the font that is asked for is not on the card",
    CardError.FIRMWARE_TYPE: "its firmware is of another type of card",
}
_KINDS: Final = {
    CardError.BUSY: TroubleKind.BUSY,
    CardError.OUT_OF_MEMORY: TroubleKind.MEMORY,
    CardError.FONT_MISSING: TroubleKind.FONT,
}


@dataclass(frozen=True, kw_only=True)
class OnbonOptions:
    """What the card is, and how its texts look."""

    family: Family
    width: int
    height: int
    rows: int = 1
    address: int = ANSWERING_BROADCAST
    """The card's own id, where several share a line."""
    device_type: int = ANY_CARD
    bauds: Sequence[int] = (9_600, 57_600)
    charset: Charset = "gbk"
    colour: str | None = None
    """On screens of two colours: "red", "green" or "yellow"."""
    font: int | None = None
    """Which of the card's Chinese fonts; None for its first."""
    font_dots: int = 16
    """How high that font is: a text wider than its row runs."""
    over_programs: bool = True
    """Lie over the card's stored programs instead of beside them."""
    brightness: int | None = None
    speed: int = 4


@dataclass(frozen=True)
class _Look:
    """A row as the card is told it."""

    text: bytes = b""
    runs: bool = False
    """It is wider than the screen."""
    replaced: str = ""


def _nobody_counts(_: Oddity) -> None:
    pass


class OnbonBar:
    """One card."""

    def __init__(
        self,
        options: OnbonOptions,
        settings: LedSettings | None = None,
        *,
        resend_s: float = RESEND_S,
    ) -> None:
        """Make it. Raises `LayoutProblem` for rows that such a card cannot have."""
        self.options = options
        self.settings = settings or LedSettings()
        self.resend_s = resend_s
        self.on_oddity: Callable[[Oddity], None] = _nobody_counts
        self._address = options.address
        """Its own, once that is known: to a broadcast a card may not tell its status."""
        self._tells_status = True
        """Until it does not: then only a ping is asked of it."""
        empty = [self._area(n, _Look()) for n in range(self.rows)]
        check_layout(empty, options.family, width=options.width, height=options.height)

    @property
    def rows(self) -> int:
        return self.options.rows

    @property
    def bauds(self) -> Sequence[int]:
        return self.options.bauds

    def greet(self, line: Transport) -> bool:
        self._tells_status = True
        self._address = self.options.address
        self._exchange(line, ping(), tries=1)
        facts = self._ask_once(line, ask_facts())
        if isinstance(facts, CardFacts):
            self._call_by_its_own(line, facts.address)
            self._compare_size(facts)
        return True

    def write(self, line: Transport, rows: Rows, *, anew: bool) -> frozenset[int]:
        if anew:
            self._order(line, switch_screen(on=True))
            if self.options.brightness is not None:
                self._order(line, set_brightness(self.options.brightness))
        looks = {n: self._look(row or DARK) for n, row in rows.items()}
        chosen: list[int] = []
        for n in looks:
            lengths = [len(looks[each].text) for each in [*chosen, n]]
            if bytes_of_update(lengths) > self.options.family.data_bytes_max:
                break
            chosen.append(n)
        areas = [self._area(n, looks[n]) for n in chosen]
        self._order(line, update_areas(areas, delete_all=anew))
        for _ in "".join(looks[n].replaced for n in chosen):
            self.on_oddity(Oddity.REPLACED)
        return frozenset(chosen)

    def shows(self, line: Transport, rows: Sequence[int]) -> bool:
        if not self._tells_status:
            self._exchange(line, ping())
            return True
        reply = self._ask_once(line, ask_status())
        if not isinstance(reply, CardStatus):
            self._exchange(line, ping())  # is it there at all?
            self._tells_status = reply is None and self._address != ANSWERING_BROADCAST
            return True
        if not set(rows) <= set(reply.area_ids):
            return False
        if not reply.on:
            raise Troubled(TroubleKind.OFF, "its screen is switched off, at the card or by a timer")
        return True

    def _ask_once(self, line: Transport, data: bytes) -> Reply | None:
        """Ask what a card need not answer."""
        try:
            return self._exchange(line, data, tries=1)
        except (NoReply, MalformedReply):
            return None

    def _call_by_its_own(self, line: Transport, address: int) -> None:
        """Use the card's own id from now on, if it answers to it."""
        if self._address != ANSWERING_BROADCAST or not 0 < address <= ADDRESS_MAX:
            return
        self._address = address
        if self._ask_once(line, ping()) is None:
            self._address = ANSWERING_BROADCAST

    def _compare_size(self, facts: CardFacts) -> None:
        if not (facts.width and facts.height):
            return
        if facts.width < self.options.width or facts.height < self.options.height:
            told = f"{self.options.width} × {self.options.height}"
            cause = f"its screen has {facts.width} × {facts.height} dots, the hall file says {told}"
            raise Troubled(TroubleKind.SIZE, cause)

    def _look(self, row: Row) -> _Look:
        before = b""
        if self.options.font is not None:
            before += b"\\FO%03d" % self.options.font
        if self.options.colour is not None:
            before += b"\\C%d" % COLOURS[self.options.colour]
        room = self.options.family.text_bytes_max - len(before)
        fitted = fit(row.text, charset=self.options.charset, bytes_max=room)
        needed_dots = cells(fitted.data) * self.options.font_dots * _WIDTH_OF_CELL
        return _Look(before + fitted.data, needed_dots > self.options.width, fitted.replaced)

    def _area(self, n: int, look: _Look) -> Area:
        height = self.options.height // self.rows
        return Area(
            id=n,
            box=Box(0, n * height, self.options.width, height),
            text=look.text,
            run_mode=RunMode.LOOP_UNTIL_TIMEOUT,
            timeout_s=self.settings.forget_s,
            across=Side.NEAR if look.runs else Side.MIDDLE,
            down=Side.MIDDLE,
            single_line=True,
            effect=Effect.LEFT if look.runs else Effect.STATIC,
            speed=self.options.speed,
            stay=0 if look.runs else 10,
        )

    def _order(self, line: Transport, data: bytes) -> None:
        """Have something done."""
        reply = self._exchange(line, data)
        if isinstance(reply, Refused):
            named = reply.error.name.lower().replace("_", " ")
            cause = _CAUSES.get(reply.error, "it refuses to show a text")
            kind = _KINDS.get(reply.error, TroubleKind.REFUSED)
            raise Troubled(kind, f"{cause} (error {reply.number}, {named})")

    def _exchange(self, line: Transport, data: bytes, *, tries: int | None = None) -> Reply:
        """Ask until there is an answer that fits; a spoiled one, either way, counts as none."""
        options = self.options
        request = Frame(
            data, self._address, device_type=options.device_type,
            over_programs=options.over_programs,
        ).encode()  # fmt: skip
        left = tries or self.settings.tries
        while True:
            left -= 1
            line.flush_input()
            line.write(request)
            try:
                reply = self._hear(line, asked=data[:2])
            except (NoReply, MalformedReply):
                if not left:
                    raise
            else:
                spoiled = isinstance(reply, Refused) and reply.error is CardError.CHECKSUM
                if not spoiled or not left:
                    return reply
            sleep(self.settings.try_gap_s)

    def _hear(self, line: Transport, *, asked: bytes) -> Reply:
        """Wait for the answer. One that comes late is taken too: it would else be the next one's.

        A good answer with something else in it is an older question's; it is passed over.
        """
        decoder = FrameDecoder()
        began_s = monotonic()
        in_time_s = began_s + self.settings.reply_s
        until_s = in_time_s + self.settings.late_s
        damaged = False
        while (left_s := until_s - monotonic()) > 0:
            wait_s = self.settings.byte_gap_s if damaged else left_s
            data = line.read(_READ_BYTES, timeout_s=min(wait_s, left_s))
            if not data and damaged:
                raise MalformedReply("the bar's answers are spoiled: check the cable")
            for found in decoder.feed(data):
                if isinstance(found, Damage):
                    self.on_oddity(Oddity.DAMAGED)
                    damaged = True
                elif (reply := self._fitting(found, asked)) is not None:
                    if monotonic() > in_time_s:
                        self.on_oddity(Oddity.LATE)
                    return reply
        self.on_oddity(Oddity.SILENT)
        raise NoReply("the bar does not answer: check its power, its cable and its address")

    def _fitting(self, frame: Frame, asked: bytes) -> Reply | None:
        own = self._address
        if own != ANSWERING_BROADCAST and frame.source not in {own, ANSWERING_BROADCAST}:
            return None  # another bar on the same line
        reply = read_reply(frame.data)
        if isinstance(reply, Refused):
            return reply
        if isinstance(reply, Done):
            return reply if asked not in _ASKED_FOR_MORE else None
        if isinstance(reply, Odd):
            return reply if reply.group_and_command == asked else None
        return reply if asked == _ASKED_FOR[type(reply)] else None


_ASKED_FOR: Final[dict[type[CardStatus] | type[CardFacts], bytes]] = {
    CardStatus: ask_status()[:2],
    CardFacts: ask_facts()[:2],
}
_ASKED_FOR_MORE: Final = frozenset(_ASKED_FOR.values())
