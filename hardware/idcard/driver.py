"""A card reader as a state machine that is stepped: disconnected, idle, holding a card.

Makers differ in what a reader does after it has read a card. Most find no card until this one
has been lifted; others find the same card again and again. So a card that was read is *held*:
asked for its newest address, which needs no new authentication, until that fails.
"""

from collections.abc import Callable
from time import monotonic
from typing import Protocol

from hardware.backoff import pause_s
from hardware.errors import DeviceError, Disconnected, MalformedReply, NoReply
from hardware.idcard.codec import (
    SET_BAUD,
    Outcome,
    Request,
    Status,
    decode_card_text,
    decode_sam_id,
)
from hardware.idcard.events import (
    CardEvent,
    CardRead,
    CardRefused,
    CardRemoved,
    PleaseReplace,
    ReaderDown,
    ReaderUp,
)
from hardware.idcard.link import ReaderLink
from hardware.idcard.records import decode_card
from hardware.idcard.settings import CardReaderSettings
from hardware.transport import Transport


class OpenLine(Protocol):
    def __call__(self, *, baud: int) -> Transport: ...


class CardReader:
    """One reader. Used by one thread; `poll` never raises a `DeviceError`."""

    def __init__(
        self,
        open_line: OpenLine,
        settings: CardReaderSettings,
        *,
        clock_s: Callable[[], float] = monotonic,
    ) -> None:
        self._open_line = open_line
        self._settings = settings
        self._clock_s = clock_s
        self._link: ReaderLink | None = None  # none: disconnected
        self._retry_at_s = clock_s()
        self._attempts = 0
        self._reported_down = False
        self._reading = False
        self._asked_to_replace = False
        self._held: int | None = None  # a hash: nothing of a person stays in here
        self._last_held: int | None = None
        self._last_seen_s = 0.0

    @property
    def holding(self) -> bool:
        return self._held is not None

    def poll(self, *, reading: bool = True) -> CardEvent | None:
        """Take one step and return what happened, if anything did.

        Blocks for as long as the reader takes, seconds at worst. To be called every `poll_s`
        while `reading` or `holding`, else at leisure.

        Args:
            reading: whether anybody wants a card. If not, the reader is only kept in touch
                with, and a card that lies there is watched until it goes.
        """
        if reading and not self._reading:
            self._asked_to_replace = False  # a new visitor: a card left here is not theirs
        self._reading = reading
        try:
            return self._step()
        except (NoReply, MalformedReply):
            return None  # counted; the next step tries again
        except DeviceError as error:
            return self._disconnect(str(error))

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
        self._link = self._held = self._last_held = None

    def _step(self) -> CardEvent | None:
        if self._link is None:
            return self._connect() if self._clock_s() >= self._retry_at_s else None
        if self.holding:
            return self._hold(self._link)
        if self._reading:
            return self._seek(self._link)
        self._link.ask(Request.SAM_STATUS)
        return None

    def _connect(self) -> ReaderUp:
        for baud in self._settings.bauds:
            link = ReaderLink(self._open_line(baud=baud), self._settings, self._clock_s)
            try:
                sam_id = decode_sam_id(link.ask(Request.SAM_ID).data)
            except DeviceError as error:
                link.close()
                if not isinstance(error, NoReply | MalformedReply):
                    raise
                continue
            self._link = self._at_wanted_speed(link, baud)
            self._attempts = 0
            self._reported_down = False
            return ReaderUp(sam_id)
        raise Disconnected("no card reader answers: check its power, its cable and the port's name")

    def _at_wanted_speed(self, link: ReaderLink, baud: int) -> ReaderLink:
        """Set a reader that was found at another speed to the wanted one, if that is wished."""
        wanted = self._settings.bauds[0]
        if not self._settings.set_baud or baud == wanted or wanted not in SET_BAUD:
            return link
        link.ask(SET_BAUD[wanted])
        link.close()
        return ReaderLink(self._open_line(baud=wanted), self._settings, self._clock_s)

    def _disconnect(self, cause: str) -> ReaderDown | None:
        self.close()
        pause = pause_s(self._settings.backoff_s, self._attempts)
        self._retry_at_s = self._clock_s() + pause
        self._attempts += 1
        if self._reported_down:
            return None
        self._reported_down = True
        return ReaderDown(cause)

    def _seek(self, link: ReaderLink) -> CardEvent | None:
        if not _finds_card(link):
            self._asked_to_replace = False
            return None
        return self._read(link)

    def _read(self, link: ReaderLink) -> CardEvent | None:
        """Read the card that was found. One retry, then the person has to help."""
        text = self._read_text(link)
        if text is None and _finds_card(link):
            text = self._read_text(link)
        if text is None:
            self._held = None
            return self._ask_to_replace()
        return self._take(text)

    def _read_text(self, link: ReaderLink) -> bytes | None:
        try:
            if link.ask(Request.SELECT_CARD).status is not Status.OK:
                return None
            reply = link.ask(Request.READ_CARD, timeout_s=self._settings.read_timeout_s)
            return decode_card_text(reply.data) if reply.status is Status.OK else None
        except (NoReply, MalformedReply):
            return None

    def _take(self, text: bytes) -> CardEvent | None:
        card, now_s = hash(text), self._clock_s()
        known = card == self._last_held and now_s - self._last_seen_s < self._settings.same_card_s
        self._held = self._last_held = card
        self._last_seen_s = now_s
        self._asked_to_replace = True  # only the next visitor has to be asked to lift it
        if known:
            return None
        try:
            return CardRead(decode_card(text))
        except MalformedReply as error:
            return CardRefused(str(error))

    def _hold(self, link: ReaderLink) -> CardEvent | None:
        status = self._presence(link)
        if status.outcome is not Outcome.DONE:
            if not _finds_card(link):
                self._last_held = None  # seen to go: even the same card is a new visit now
                return self._let_go()
            if status is not Status.UNKNOWN_COMMAND:  # such a reader can only be asked to find
                return self._read(link) if self._reading else self._let_go()
        self._last_seen_s = self._clock_s()
        return self._ask_to_replace() if self._reading else None

    def _presence(self, link: ReaderLink) -> Status:
        """Ask for what needs no new authentication: it is given as long as the card is there."""
        for request in (Request.READ_NEW_ADDRESS, Request.READ_MANAGEMENT_NUMBER):
            status = link.exchange(request, timeout_s=self._settings.read_timeout_s).status
            if status is not Status.UNKNOWN_COMMAND:
                break
        return status

    def _let_go(self) -> CardRemoved:
        self._held = None
        self._asked_to_replace = False
        return CardRemoved()

    def _ask_to_replace(self) -> PleaseReplace | None:
        if self._asked_to_replace:
            return None
        self._asked_to_replace = True
        return PleaseReplace()


def _finds_card(link: ReaderLink) -> bool:
    return link.ask(Request.FIND_CARD).status is Status.CARD_FOUND
