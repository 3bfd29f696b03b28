"""Bugs of the coordinator that has a hall: what it decides, keeps and tells."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from itertools import count
from typing import Any, Final
from unittest.mock import patch

from contract import topics
from contract.hall import Policy
from contract.ids import PriorityId
from coordinator.adapters.publisher import MqttPublisher
from coordinator.domain import decide, evolve, rating
from coordinator.domain.commands import ReportPaper
from coordinator.domain.events import (
    TicketCalled,
)
from coordinator.domain.hall import Hall
from coordinator.domain.policy.base import Choice, Moment
from coordinator.domain.policy.orders import Accumulating, Alternating, Strict
from coordinator.domain.ticket import TRANSITIONS, State
from coordinator.service.draft import Draft
from coordinator.service.loop import HallLoop
from coordinator.service.retained import Retained
from journal import SnapshotRows
from simulation.world.journal import ModelJournal
from tests.simulation.plants.plant import Plant


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


def _keeps_the_hall_after_a_failed_commit() -> AbstractContextManager[Any]:
    """What was decided and not committed stays in memory."""
    lose = HallLoop._lose_hall

    def stubborn(self: HallLoop, error: Any) -> None:
        hall = self._hall
        lose(self, error)
        self._hall = hall

    return patch.object(HallLoop, "_lose_hall", stubborn)


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


DECIDING: Final[Mapping[str, Plant]] = {
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
    "shows names in public": Plant(
        frozenset({"nobody is named in public"}), _shows_names_in_public
    ),
}
