"""Bugs to be planted: each one breaks a promise that some checker must find."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from itertools import count
from typing import Any, Final, NamedTuple, cast
from unittest.mock import patch

import msgspec

from contract import topics
from contract.hall import Policy
from contract.ids import CommandId, EpochMs, PriorityId, TicketId
from contract.messages.commands import AnyCommand, HandInTicket
from coordinator.adapters import roster
from coordinator.adapters.lease import Lease
from coordinator.adapters.publisher import MqttPublisher
from coordinator.domain import days, decide, evolve, handing_in, rating
from coordinator.domain.appointments import booking
from coordinator.domain.commands import ReportPaper
from coordinator.domain.events import (
    AppointmentCancelled,
    DayBegan,
    TicketCalled,
    TicketCancelled,
)
from coordinator.domain.hall import Hall
from coordinator.domain.policy.base import Choice, Moment
from coordinator.domain.policy.orders import Accumulating, Alternating, Strict
from coordinator.domain.ticket import TRANSITIONS, State
from coordinator.service import loop, passing, sharing
from coordinator.service.draft import Draft
from coordinator.service.loop import HallLoop
from coordinator.service.restoring import Restored, restored
from coordinator.service.retained import Retained
from coordinator.service.sharing import Tenure
from display.core.announcements import Announcements
from journal import SnapshotRows
from kiosk.core.alone import Alone
from kiosk.core.even_clock import EvenClock
from kiosk.core.handing_in import HandingIn
from kiosk.core.outbox import GivenAlone, Outbox
from messaging.pending import PendingCommands
from simulation.world.faults import Faults
from simulation.world.journal import ModelJournal
from simulation.world.leases import LeaseTable
from simulation.world.plan import DAY


class Plant(NamedTuple):
    """A bug, and the promises by which it is to be found: any of them."""

    promises: frozenset[str]
    plant: Callable[[], AbstractContextManager[Any]]
    policy: Policy | None = None
    """Under which it shows."""
    coordinators: int = 1
    """With so many of them."""
    books: bool = False
    """While places are booked."""
    day_ends: bool = False
    """While people are in the hall."""


def _answers_before_commit() -> AbstractContextManager[Any]:
    commit = HallLoop._commit

    async def early(self: HallLoop, hall: Hall, draft: Draft, replies: Any = ()) -> None:
        self._telling.answer(replies)
        await commit(self, hall, draft)

    return patch.object(HallLoop, "_commit", early)


def _forgets_ids() -> AbstractContextManager[Any]:
    """The answers to commands are not looked up, and stored over the first."""
    append = ModelJournal.append

    def forgetful(self: ModelJournal, events: Any, answers: Any, *others: Any) -> None:
        for row in answers:
            self._answers.pop((row.device_id, row.command_id), None)
        append(self, events, answers, *others)

    stack = ExitStack()
    stack.enter_context(patch.object(ModelJournal, "append", forgetful))
    stack.enter_context(patch.object(ModelJournal, "answers", lambda self, keys: {}))
    return stack


def _reuses_numbers_after_restart() -> AbstractContextManager[Any]:
    standing = HallLoop._standing_hall

    async def forgetful(self: HallLoop) -> Hall:
        fresh = self._hall is None
        hall = await standing(self)
        if fresh:
            hall.day.series_last.clear()
            hall.day.numbers_in_use.clear()
        return hall

    return patch.object(HallLoop, "_standing_hall", forgetful)


def _drops_a_retained_publish() -> AbstractContextManager[Any]:
    retain, counter = MqttPublisher.retain, count()

    def leaky(self: MqttPublisher, topic: str, payload: bytes) -> None:
        if next(counter) % 25:
            retain(self, topic, payload)

    return patch.object(MqttPublisher, "retain", leaky)


def _publishes_nothing_again() -> AbstractContextManager[Any]:
    return patch.object(Retained, "publish_again", lambda self: None)


def _speaks_a_repeat() -> AbstractContextManager[Any]:
    return patch.object(Announcements, "_settle", lambda self, key: None)


def _gives_a_ticket_to_two_windows() -> AbstractContextManager[Any]:
    """Who is called stays in the line, and may be called again."""
    apply = evolve._APPLY[TicketCalled]

    def forgetful(hall: Hall, event: TicketCalled) -> None:
        apply(hall, event)
        ticket = hall.day.tickets[event.ticket_id]
        hall.day.line_of(ticket).join(ticket, ready=True)

    stack = ExitStack()
    stack.enter_context(patch.dict(evolve._APPLY, {TicketCalled: forgetful}))
    for state in (State.CALLED, State.SERVING):
        following: Any = TRANSITIONS[state]
        stack.enter_context(patch.dict(following, {TicketCalled: State.CALLED}))
    return stack


def _loses_reports_of_papers() -> AbstractContextManager[Any]:
    table = decide._DECIDE
    return patch.dict(table, {ReportPaper: lambda hall, command, now_ms: ()})


def _obeys_late_commands() -> AbstractContextManager[Any]:
    return patch.object(HallLoop, "_answer", lambda self, draft, request: draft.carry_out(request))


def _calls_the_wrong_class() -> AbstractContextManager[Any]:
    def youngest(self: Strict, heads: Any, moment: Any) -> Choice:
        return Choice(max(heads, key=lambda head: head.issued_at_ms), "first_come", {})

    return patch.object(Strict, "choose", youngest)


def _lets_all_gather_alike() -> AbstractContextManager[Any]:
    return patch.object(
        Accumulating, "_gathered_ms", lambda self, head, moment: moment.counted_ms(head)
    )


def _forgets_whose_turn_it_is() -> AbstractContextManager[Any]:
    choose = Alternating.choose

    def forgetful(self: Alternating, heads: Any, moment: Moment) -> Choice:
        return choose(self, heads, moment._replace(priority_run=0))

    return patch.object(Alternating, "choose", forgetful)


def _lets_anybody_rate() -> AbstractContextManager[Any]:
    """The invitation of the last citizen stands for the next one, and for ever."""
    return patch.object(rating, "_invited", lambda window, command, now_ms: window.invitation)


def _repeats_under_a_new_id() -> AbstractContextManager[Any]:
    due, counter = PendingCommands.due, count()

    def renamed(self: PendingCommands, now_ms: EpochMs) -> list[AnyCommand]:
        first = {name for name, each in self._waiting.items() if not each.repeat_at_ms}
        return [
            command
            if command.command_id in first
            else msgspec.structs.replace(command, command_id=CommandId(f"again.{next(counter)}"))
            for command in due(self, now_ms)
        ]

    return patch.object(PendingCommands, "due", renamed)


def _keeps_the_hall_after_a_failed_commit() -> AbstractContextManager[Any]:
    """What was decided and not committed stays in memory."""
    lose = HallLoop._lose_hall

    def stubborn(self: HallLoop, error: Any) -> None:
        hall = self._hall
        lose(self, error)
        self._hall = hall

    return patch.object(HallLoop, "_lose_hall", stubborn)


def _reuses_numbers_of_a_kiosk() -> AbstractContextManager[Any]:
    """After a power cut the kiosk knows what it has to hand in, not which numbers it gave."""
    read = Outbox._read

    def forgetful(self: Outbox, key: str, body: bytes) -> None:
        if not key.startswith("used/"):
            read(self, key, body)

    stack = ExitStack()
    stack.enter_context(patch.object(Outbox, "_read", forgetful))
    stack.enter_context(patch.object(Alone, "_learn", lambda self, hall: {}))
    return stack


def _hands_in_with_the_present_time() -> AbstractContextManager[Any]:
    known = HandingIn._as_known_now

    def late(self: HandingIn, ticket: GivenAlone) -> HandInTicket:
        command = known(self, ticket)
        return msgspec.structs.replace(command, issued_at_ms=command.sent_at_ms)

    return patch.object(HandingIn, "_as_known_now", late)


def _follows_a_clock_that_jumps() -> AbstractContextManager[Any]:
    """A kiosk that is alone believes whoever sets its clock; and there is somebody who does."""
    leave = Faults._leave_kiosk_alone

    def leave_and_set(self: Faults) -> None:
        leave(self)
        kiosk = self._random.choice(self._machines.kiosks)
        self._set_clock(kiosk.kiosk.id, kiosk.clock)

    stack = ExitStack()
    stack.enter_context(patch.object(Faults, "_leave_kiosk_alone", leave_and_set))
    stack.enter_context(patch.object(EvenClock, "now_ms", lambda self: self._clock.now_ms()))
    return stack


def _forgets_what_is_printed() -> AbstractContextManager[Any]:
    """A ticket leaves the outbox as its paper comes out."""
    conclude = HandingIn.conclude

    def forgetful(self: HandingIn, ticket_id: TicketId, paper: Any, cause: str) -> None:
        printed = [*self._printing]
        conclude(self, ticket_id, paper, cause)
        for command_id in printed:
            self._forget(command_id)

    return patch.object(HandingIn, "conclude", forgetful)


def _loses_a_ticket_of_a_snapshot() -> AbstractContextManager[Any]:
    read = ModelJournal.snapshot

    def leaky(self: ModelJournal, form: str) -> SnapshotRows | None:
        found = read(self, form)
        return found and found._replace(pieces=found.pieces[:-1])

    return patch.object(ModelJournal, "snapshot", leaky)


def _shows_names_in_public() -> AbstractContextManager[Any]:
    update = Retained._windows

    def chatty(self: Retained, hall: Hall, windows: Any) -> None:
        update(self, hall, windows)
        for card in self._visitors.values():
            topic = topics.window(hall.file.hall.id, hall.file.window[0].id)
            self._publisher.retain(topic, card.masked_name.encode())

    return patch.object(Retained, "_windows", chatty)


def _checks_no_fence() -> AbstractContextManager[Any]:
    """Whoever has had a lease may commit for ever."""
    return patch.object(LeaseTable, "check", lambda self, hall, fence: None)


def _speaks_after_its_lease() -> AbstractContextManager[Any]:
    """Only the database says that it has ended."""
    return patch.object(Lease, "holds", lambda self: not self._lost)


def _takes_over_without_the_tail() -> AbstractContextManager[Any]:
    """Whoever takes over does not wait for the last commits, and goes on where they end."""

    class Hasty:
        def __init__(self, store: Any) -> None:
            self.snapshot, self.visitors = store.snapshot, store.visitors
            self.rows = store.load

        def load(self, *, after_position: int = 0) -> Any:
            rows = [*self.rows(after_position=after_position)]
            self.last = rows[-1].position if rows else after_position
            return rows[:-3] if after_position else rows

    def hasty(empty: Hall, store: Any, digest: str, events_a_piece: int) -> Restored:
        found = restored(empty, seen := cast("Any", Hasty(store)), digest, events_a_piece)
        return found._replace(position=seen.last)

    return patch.object(loop, "restored", hasty)


def _keeps_a_hall_out_of_reach() -> AbstractContextManager[Any]:
    """Whether its owner reaches the broker is nobody's business."""
    return patch.object(
        sharing,
        "_able",
        lambda hall, peers: [each for each, peer in sorted(peers.items()) if hall in peer.reaches],
    )


def _waits_for_a_dead_owner() -> AbstractContextManager[Any]:
    """A hall is free when its owner has let it go, and only then."""
    return patch.object(roster, "_tenure", lambda row: Tenure(row.owner or None if row else None))


def _overbooks() -> AbstractContextManager[Any]:
    """Each slot has a place more than there are."""
    free = booking.free_places
    return patch.object(booking, "free_places", lambda *where: free(*where) + 1)


def _keeps_places_given_up() -> AbstractContextManager[Any]:
    """What is cancelled stands in the book still."""

    def stubborn(hall: Hall, event: AppointmentCancelled) -> None:
        found = hall.appointments.find(event.appointment_id)
        if found is not None:
            hall.appointments.put(msgspec.structs.replace(found, status="missed"))

    return patch.dict(evolve._APPLY, {AppointmentCancelled: stubborn})


def _leaves_who_waits_when_the_day_ends() -> AbstractContextManager[Any]:
    """Whose day is over goes on standing in a line that is no more."""
    begin = days.begin_day

    def lazy(hall: Hall, now_ms: EpochMs) -> Any:
        return tuple(each for each in begin(hall, now_ms) if not isinstance(each, TicketCancelled))

    return patch.object(passing, "begin_day", lazy)


def _counts_calls_from_one_each_day() -> AbstractContextManager[Any]:
    """A board that was off takes the first calls of today for calls of yesterday."""
    begin = days.begin_day

    def anew(hall: Hall, now_ms: EpochMs) -> Any:
        return tuple(
            msgspec.structs.replace(each, call_seqs={}) if isinstance(each, DayBegan) else each
            for each in begin(hall, now_ms)
        )

    return patch.object(passing, "begin_day", anew)


def _takes_todays_papers_for_yesterdays() -> AbstractContextManager[Any]:
    """Once a day has ended, whoever has a paper of a kiosk alone is sent away."""
    strange = handing_in._strange

    def strict(hall: Hall, kiosk: Any, command: Any) -> Any:
        new_day = hall.day.date == DAY.date().isoformat()
        return "day_ended" if new_day else strange(hall, kiosk, command)

    return patch.object(handing_in, "_strange", strict)


PLANTS: Final[Mapping[str, Plant]] = {
    "answers before the commit": Plant(
        frozenset({"answered means journaled"}), _answers_before_commit
    ),
    "forgets command ids": Plant(frozenset({"a command has one effect"}), _forgets_ids),
    "reuses numbers after a restart": Plant(
        frozenset({"no number twice"}), _reuses_numbers_after_restart
    ),
    "drops a retained publish": Plant(
        frozenset({"screens equal the journal"}), _drops_a_retained_publish
    ),
    "publishes nothing again": Plant(
        frozenset({"screens equal the journal"}), _publishes_nothing_again
    ),
    "speaks a repeat": Plant(frozenset({"spoken at most once a zone"}), _speaks_a_repeat),
    "gives a ticket to two windows": Plant(
        frozenset({"a ticket is at one window"}), _gives_a_ticket_to_two_windows
    ),
    "loses reports of papers": Plant(
        frozenset({"no report of a paper is lost"}), _loses_reports_of_papers
    ),
    "obeys late commands": Plant(frozenset({"late commands are refused"}), _obeys_late_commands),
    "calls the wrong class": Plant(frozenset({"order as the policy says"}), _calls_the_wrong_class),
    "lets every class gather alike": Plant(
        frozenset({"order as the policy says"}),
        _lets_all_gather_alike,
        Policy(order="accumulating", rates={PriorityId("elder"): 5.0}),
    ),
    "forgets whose turn it is": Plant(
        frozenset({"order as the policy says"}),
        _forgets_whose_turn_it_is,
        Policy(order="alternating", priority_run=1),
    ),
    "lets anybody rate": Plant(
        frozenset({"one rating at most", "the coordinator does not fail"}), _lets_anybody_rate
    ),
    "repeats under a new id": Plant(frozenset({"rows make sense"}), _repeats_under_a_new_id),
    "keeps the hall after a failed commit": Plant(
        frozenset({"screens equal the journal", "rows make sense", "a ticket is in one place"}),
        _keeps_the_hall_after_a_failed_commit,
    ),
    "loses tickets of a snapshot": Plant(
        frozenset(
            {"no program fails", "the coordinator does not fail", "screens equal the journal"}
        ),
        _loses_a_ticket_of_a_snapshot,
    ),
    "reuses the numbers of a kiosk after its power cut": Plant(
        frozenset({"no number twice", "every paper is in the journal"}), _reuses_numbers_of_a_kiosk
    ),
    "hands in with the present time": Plant(
        frozenset({"what was given alone has its true time"}), _hands_in_with_the_present_time
    ),
    "follows a clock that jumps": Plant(
        frozenset({"what was given alone has its true time"}), _follows_a_clock_that_jumps
    ),
    "forgets what a kiosk has printed": Plant(
        frozenset({"every paper is in the journal"}), _forgets_what_is_printed
    ),
    "shows names in public": Plant(
        frozenset({"nobody is named in public"}), _shows_names_in_public
    ),
    "lets two owners commit": Plant(
        frozenset({"a hall has one owner"}), _checks_no_fence, coordinators=2
    ),
    "goes on speaking after its lease": Plant(
        frozenset({"only the owner speaks"}), _speaks_after_its_lease, coordinators=2
    ),
    "takes over without the tail of the journal": Plant(
        frozenset({"no number twice", "a ticket is in one place", "screens equal the journal"}),
        _takes_over_without_the_tail,
        coordinators=2,
    ),
    "keeps a hall whose broker it does not reach": Plant(
        frozenset({"a hall has an owner within 5 s"}), _keeps_a_hall_out_of_reach, coordinators=2
    ),
    "books more than there are places": Plant(
        frozenset({"no slot has more bookings than places"}), _overbooks, books=True
    ),
    "keeps the places that are given up": Plant(
        frozenset({"what is given up can be booked again"}), _keeps_places_given_up, books=True
    ),
    "leaves who waits when the day ends": Plant(
        frozenset({"every ticket ends"}), _leaves_who_waits_when_the_day_ends, day_ends=True
    ),
    "counts calls from one each day": Plant(
        frozenset({"calls are counted"}), _counts_calls_from_one_each_day, day_ends=True
    ),
    "takes papers of today for those of yesterday": Plant(
        frozenset({"a paper that calls nobody is explained, and rightly"}),
        _takes_todays_papers_for_yesterdays,
        day_ends=True,
    ),
    "waits for a dead owner to let go": Plant(
        frozenset({"a hall has an owner within 5 s"}), _waits_for_a_dead_owner, coordinators=2
    ),
}
