"""The hall as bytes, so that a start need not read the whole day.

A snapshot is never the truth: it says what the events up to a position amount to, and is thrown
away whenever it might not. It is written a little at a time. A piece holds the tickets that have
changed since the piece before, and when no others are left, the rest of the hall, which is small:
then the snapshot says all again.
"""

import zlib
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias, cast, get_origin

import msgspec

from contract.ids import EpochMs, TicketId, ZoneId
from contract.text import Text
from coordinator.domain.appointments.book import Appointment, Book
from coordinator.domain.estimate.experience import Experience
from coordinator.domain.events import (
    AnyEvent,
    Case,
    NoShowRecalled,
    TicketCalled,
    TicketRecalled,
    TicketResumed,
)
from coordinator.domain.hall import Day, Hall
from coordinator.domain.ticket import Ticket

EVENTS_A_PIECE: Final = 500
"""So many more events, and a piece is worth its commit."""
TICKETS_A_PIECE: Final = 500
"""No more at a time, so that nobody waits for long."""

_AnyCall: TypeAlias = TicketCalled | TicketRecalled | TicketResumed | NoShowRecalled


class Snapshot(NamedTuple):
    """A hall after the event at `position`."""

    position: int
    tickets: Sequence[bytes]
    """In pieces, the oldest first; of a ticket that is in several, the last one counts."""
    rest: bytes


class Piece(NamedTuple):
    """What is added to a snapshot."""

    position: int
    anew: bool
    """It is the first; what there was before counts no more."""
    tickets: bytes
    rest: bytes | None
    """None if more tickets are to come before the snapshot is whole."""


class SnapshotDamaged(Exception):
    """It cannot be read; the events can."""


class _Rest(msgspec.Struct, array_like=True):
    """A hall without its tickets and what can be told from them."""

    day: Day
    calls: dict[ZoneId, list[_AnyCall]]
    call_seqs: dict[ZoneId, int]
    cases: list[Case]
    appointments: list[Appointment]
    at_ms: EpochMs
    experience: Experience


class Snapshots:
    """Knows what of a hall has changed since the last piece."""

    def __init__(
        self, *, events_a_piece: int = EVENTS_A_PIECE, tickets_a_piece: int = TICKETS_A_PIECE
    ) -> None:
        self._events_a_piece = events_a_piece
        self._tickets_a_piece = tickets_a_piece
        self._day = ""
        self._changed: dict[TicketId, None] = {}
        self._anew = True
        self._events_since = 0

    def begin(self, hall: Hall) -> None:
        """Let the next piece be the first of a new snapshot of this hall."""
        self._day = hall.day.date
        self._changed = dict.fromkeys(hall.day.tickets)
        self._anew, self._events_since = True, 0

    def go_on(self, hall: Hall) -> None:
        """Let the next piece be added to the snapshot that this hall was just unpacked from."""
        self._day = hall.day.date
        self._changed.clear()
        self._anew, self._events_since = False, 0

    def note(self, hall: Hall, events: Iterable[AnyEvent]) -> None:
        """Take in what has been committed."""
        if hall.day.date != self._day:
            self.begin(hall)
        for event in events:
            self._events_since += 1
            ticket_id: TicketId | None = getattr(event, "ticket_id", None)
            if ticket_id is not None:
                self._changed[ticket_id] = None

    def next_piece(self, hall: Hall, position: int) -> Piece | None:
        """Return what to add, the hall being at this position; None if it is not worth it yet.

        Whoever fails to keep it must `begin` again.
        """
        if self._events_since < self._events_a_piece:
            return None
        chosen = [*islice(self._changed, self._tickets_a_piece)]
        for ticket_id in chosen:
            del self._changed[ticket_id]
        anew, self._anew = self._anew, False
        known = hall.day.tickets
        # A batch in which the day changed names tickets of the day before, too.
        tickets = _packed({each: known[each] for each in chosen if each in known})
        rest = None if self._changed else _packed_rest(hall)
        if rest is not None:
            self._events_since = 0
        return Piece(position, anew, tickets, rest)


def unpacked(empty: Hall, snapshot: Snapshot) -> Hall:
    """Return the hall of a snapshot. Raises `SnapshotDamaged`."""
    try:
        rest = _REST.decode(zlib.decompress(snapshot.rest))
        latest: dict[TicketId, Ticket] = {}
        for piece in reversed(snapshot.tickets):
            for ticket_id, raw in _RAW.decode(zlib.decompress(piece)).items():
                if ticket_id not in latest:
                    ticket = _TICKET.decode(raw)
                    ticket.intern_names()
                    latest[ticket.id] = ticket
        in_order = sorted(latest.values(), key=attrgetter("order"))
        rest.day.tickets = {ticket.id: ticket for ticket in in_order}
    except (msgspec.MsgspecError, zlib.error) as error:
        raise SnapshotDamaged(str(error)) from error
    return _joined(empty.empty(), rest)


def _joined(hall: Hall, rest: _Rest) -> Hall:
    hall.day, hall.experience, hall.at_ms = rest.day, rest.experience, rest.at_ms
    hall.call_seqs, hall.appointments = rest.call_seqs, Book.of(rest.appointments)
    hall.cases = {case.service_id: case for case in rest.cases}
    hall.day.calls = {zone: deque(calls) for zone, calls in rest.calls.items()}
    for ticket in hall.day.tickets.values():
        hall.day.numbers_given[ticket.number] += 1
        if ticket.token:
            hall.day.by_token[ticket.token] = ticket.id
        if ticket.person:
            hall.day.tickets_of.setdefault(ticket.person, []).append(ticket.id)
    hall.index_services()
    return hall


def _packed_rest(hall: Hall) -> bytes:
    told_by_tickets: dict[str, Any] = {
        "tickets": {},
        "by_token": {},
        "tickets_of": {},
        "numbers_given": Counter(),
    }
    rest = _Rest(
        day=replace(hall.day, calls={}, **told_by_tickets),
        calls={zone: [*cast("deque[_AnyCall]", of)] for zone, of in hall.day.calls.items()},
        call_seqs=hall.call_seqs,
        cases=[*hall.cases.values()],
        appointments=[*hall.appointments],
        at_ms=hall.at_ms,
        experience=hall.experience,
    )
    return _packed(rest)


def _packed(value: object) -> bytes:
    return zlib.compress(_ENCODER.encode(value), level=1)


def _as_builtin(value: object) -> object:
    if isinstance(value, Text):
        return dict(value.words)
    raise NotImplementedError


def _from_builtin(kind: Any, value: Any) -> object:
    """Read what msgspec has no word for; every `Counter` counts names."""
    if kind is Text:
        return Text.model_construct(**value)
    if get_origin(kind) is Counter:
        return Counter(value)
    if get_origin(kind) is deque:
        return deque(value)
    raise NotImplementedError


_ENCODER: Final = msgspec.msgpack.Encoder(enc_hook=_as_builtin)
_RAW: Final = msgspec.msgpack.Decoder(dict[TicketId, msgspec.Raw])
_TICKET: Final = msgspec.msgpack.Decoder(Ticket, dec_hook=_from_builtin)
_REST: Final = msgspec.msgpack.Decoder(_Rest, dec_hook=_from_builtin)
