"""Gives bookings to the coordinator, one command a line of the list."""

from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Final, NamedTuple

from contract import topics
from contract.hall import HallFile
from contract.ids import OFFICE_DEVICE, CommandId, EpochMs
from contract.messages.answers import AnyAnswer, Done, Refused
from contract.messages.commands import BookAppointment
from hallcall.appointments.reading import Booking
from hallcall.errors import CannotRun
from messaging import (
    Answered,
    BrokerAddress,
    Credentials,
    Line,
    LineEvent,
    LinkChanged,
    LinkState,
    NotAnswered,
    Subscription,
)
from messaging.clock import new_command_id, now_ms

CONNECT_S: Final = 20.0
ANSWER_S: Final = 60.0
AT_ONCE: Final = 100
"""Commands that wait for an answer: a list of thousands must not keep the kiosks waiting."""

_HOPELESS: Final = frozenset({LinkState.REFUSED, LinkState.TAKEN_OVER})


class Result(NamedTuple):
    """What became of a line. `code` is what its citizen checks in with."""

    booking: Booking
    outcome: str
    """ "booked", "known" if an appointment has the code already, or why it was refused."""

    @property
    def ok(self) -> bool:
        """Whether the appointment stands."""
        return self.outcome in ("booked", "known")


def send(
    hall: HallFile,
    bookings: Sequence[Booking],
    *,
    broker: BrokerAddress,
    credentials: Credentials | None,
) -> list[Result]:
    """Book them all; return what became of each, in the order of the list.

    Raises `CannotRun` if nobody answers.
    """
    heard: SimpleQueue[LineEvent] = SimpleQueue()
    line = Line(
        broker,
        hall_id=hall.hall.id,
        device_id=OFFICE_DEVICE,
        program="appointments",
        deliver=heard.put,
        subscriptions=[Subscription(topics.HALL.of(hall.hall.id), topics.HALL)],
        credentials=credentials,
    )
    line.start()
    try:
        _connect(heard)
        return list(_sent(line, heard, bookings))
    finally:
        line.close()


def _connect(heard: SimpleQueue[LineEvent]) -> None:
    """Wait until the line is up. Raises `CannotRun`."""
    why = "the broker does not answer"
    end_ms = now_ms() + CONNECT_S * 1000
    while now_ms() < end_ms:
        try:
            event = heard.get(timeout=1)
        except Empty:
            continue
        if isinstance(event, LinkChanged):
            if event.state is LinkState.CONNECTED:
                return
            why = event.detail or why
            if event.state in _HOPELESS:
                break
    raise CannotRun(f"nothing was booked: {why}")


def _sent(
    line: Line, heard: SimpleQueue[LineEvent], bookings: Sequence[Booking]
) -> Iterator[Result]:
    """Yield the results in order, some commands on their way at any time."""
    ids: dict[CommandId, int] = {}
    outcomes: dict[int, str] = {}
    sent = 0
    for position, booking in enumerate(bookings):
        while position not in outcomes:
            while sent < len(bookings) and sent - len(outcomes) < AT_ONCE:
                command = _command(bookings[sent])
                ids[command.command_id] = sent
                line.send(command)
                sent += 1
            event = heard.get(timeout=2 * ANSWER_S)
            if isinstance(event, NotAnswered):
                raise CannotRun(
                    f"no answer to line {bookings[ids[event.command.command_id]].line}: is the "
                    "coordinator running? Import the list again; nothing is booked twice"
                )
            if isinstance(event, Answered) and event.command.command_id in ids:
                outcomes[ids[event.command.command_id]] = _outcome(event.answer)
        yield Result(booking, outcomes[position])


def _command(booking: Booking) -> BookAppointment:
    sent_at_ms = now_ms()
    return BookAppointment(
        command_id=new_command_id(),
        sent_at_ms=sent_at_ms,
        expires_at_ms=EpochMs(sent_at_ms + round(ANSWER_S * 1000)),
        group_id=booking.group_id,
        slot_at_ms=booking.slot_at_ms,
        item_id=booking.item_id,
        code=booking.code,
        person_hash=booking.person_hash,
        visitor=booking.visitor,
    )


def _outcome(answer: AnyAnswer) -> str:
    match answer:
        case Done():
            return "booked"
        case Refused(code="code_taken"):
            return "known"
        case Refused(message=message):
            return message
        case _:
            return "the coordinator could not do it now; import the list again"
