"""The loop: one commit a batch, nothing said before it, every command once."""

from typing import Any
from unittest.mock import patch

import pytest
from structlog.testing import capture_logs

from contract.ids import EpochMs
from contract.messages import state
from contract.messages.answers import Done, Refused, TryAgain
from coordinator.domain import commands as do
from coordinator.domain import schedule
from coordinator.service.outage import PROBE_AFTER_MS
from coordinator.service.ports import Superseded
from tests.helpers.coordinator import Desk, issue, panel, paper
from tests.helpers.scene import LI, WANG


def test_commands_that_wait_together_are_committed_together_and_answered_in_order() -> None:
    desk = Desk().started()
    commits = len(desk.store.batches)

    numbers = desk.tickets(*(issue() for _ in range(20)))

    assert numbers == [f"A{n:03}" for n in range(1, 21)]
    assert len(desk.store.batches) == commits + 1
    assert {correlation for _, _, correlation in desk.publisher.answers} == {b"corr"}


def test_nothing_is_said_before_the_commit() -> None:
    desk = Desk().started()
    desk.publisher.said.clear()
    append = desk.store.append

    def checked(batch: Any) -> None:
        assert desk.publisher.said == []
        append(batch)

    desk.store.append = checked  # type: ignore[method-assign]
    desk.ask(issue(), *paper("A001"), panel(do.SignIn, clerk_id=LI), panel(do.CallNext))

    assert desk.publisher.said[:4] == ["answer"] * 4
    assert desk.publisher.said[4] == "hallcall/v1/small/call/lobby"


def test_two_windows_never_get_the_same_ticket() -> None:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.SignIn, "w2", clerk_id=WANG))
    desk.ask(issue(), issue(), *paper("A001", "A002"))

    assert desk.tickets(panel(do.CallNext), panel(do.CallNext, "w2")) == ["A001", "A002"]


def test_a_repeated_command_gets_its_first_answer_and_happens_once() -> None:
    desk = Desk().started()
    [first] = desk.ask(issue("same"))
    events = len(desk.store.records)
    desk.clock.at_ms += 1000

    repeats = desk.ask(issue("same"), issue("same"))

    assert repeats == [first, first]
    assert len(desk.store.records) == events


def test_a_command_repeated_within_one_batch_happens_once() -> None:
    desk = Desk().started()

    assert desk.tickets(issue("same"), issue("same"), issue("other")) == ["A001", "A001", "A002"]


def test_a_refusal_is_an_answer_too_and_stays_the_same() -> None:
    desk = Desk().started()
    call = panel(do.CallNext)
    [first] = desk.ask(call)
    desk.ask(panel(do.SignIn, clerk_id=LI), issue())

    assert isinstance(first, Refused)
    assert first.code == "window_closed"
    assert desk.ask(call) == [first]


def test_the_same_id_from_another_device_is_another_command() -> None:
    desk = Desk().started()

    numbers = desk.tickets(issue("1"), issue("1", device_id="k2"))

    assert numbers == ["A001", "A002"]


def test_an_expired_command_is_refused_unless_it_was_carried_out_before() -> None:
    desk = Desk().started()
    soon = EpochMs(desk.clock.at_ms + 10)
    [first] = desk.ask(issue("in-time", expires_at_ms=soon))
    desk.clock.at_ms += 10

    again, late = desk.ask(issue("in-time", expires_at_ms=soon), issue("late", expires_at_ms=soon))

    assert again == first
    assert isinstance(late, Refused)
    assert late.code == "expired"


def test_a_failed_commit_answers_try_again_announces_nothing_and_forgets_what_was_decided() -> None:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, clerk_id=LI), issue("before"))
    desk.publisher.said.clear()
    desk.store.full = True

    with capture_logs():
        answers = desk.ask(issue("lost"), panel(do.CallNext))

    assert [type(answer) for answer in answers] == [TryAgain, TryAgain]
    assert desk.publisher.said == ["answer", "answer"]
    assert desk.alarms.standing == "disk full"

    desk.store.full = False
    assert desk.tickets(issue("lost"), issue("after")) == ["A002", "A003"]
    assert desk.alarms.standing is None


def test_while_nothing_can_be_written_the_day_is_not_read_again_for_each_command() -> None:
    desk = Desk().started()
    desk.store.full = True
    with capture_logs():
        desk.ask(issue())
        with patch.object(desk.store, "load", wraps=desk.store.load) as load:
            [answer] = desk.ask(issue())
            assert isinstance(answer, TryAgain)
            assert not load.called

            desk.store.full = False
            assert desk.tickets(issue()) == ["A001"]
            assert load.called


def test_while_nothing_can_be_written_no_heartbeat_invites_and_the_alarm_ends_by_itself() -> None:
    desk = Desk().started()
    heartbeat = "hallcall/v1/small/state/hall"
    desk.store.full = True
    with capture_logs():
        desk.ask(issue())
        desk.publisher.said.clear()
        desk.clock.at_ms += 5000
        desk.loop.tick()
        desk.loop.heartbeat()
        desk.loop.connected()
    assert heartbeat not in desk.publisher.said
    assert desk.alarms.standing == "disk full"

    desk.store.full = False
    desk.clock.at_ms += PROBE_AFTER_MS
    desk.loop.tick()
    desk.loop.heartbeat()

    assert heartbeat in desk.publisher.said
    assert desk.alarms.standing is None


def test_a_commit_that_went_through_though_it_seemed_to_fail_is_not_done_twice() -> None:
    desk = Desk().started()
    desk.store.fails_after_commit = True
    with capture_logs():
        [unknown] = desk.ask(issue("same"))
    desk.store.fails_after_commit = False

    assert isinstance(unknown, TryAgain)
    assert desk.tickets(issue("same"), issue("next")) == ["A001", "A002"]
    assert desk.publisher.state("queue/general", state.QueueState).waiting == 2


def test_while_the_database_is_away_everything_is_to_be_tried_again_and_then_goes_on() -> None:
    desk = Desk().started()
    desk.ask(issue())
    desk.store.away = True
    with capture_logs():
        answers = desk.ask(issue("x"))
        desk.loop.tick()
        desk.loop.heartbeat()
        desk.loop.catch_up()
    desk.store.away = False
    desk.loop.tick()

    assert isinstance(answers[0], TryAgain)
    assert desk.tickets(issue("x")) == ["A002"]


def test_a_coordinator_that_another_has_superseded_stops_without_an_answer() -> None:
    desk = Desk().started()
    desk.store.superseded = True
    desk.loop.submit(issue())

    with pytest.raises(Superseded):
        desk.loop.work()

    assert desk.publisher.answers == []


def test_a_fault_of_ours_costs_one_command_not_the_hall(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk().started()
    monkeypatch.setattr(schedule, "next_number", lambda *_: 1 / 0)
    with capture_logs() as logs:
        answers = desk.ask(issue(), panel(do.SignIn, clerk_id=LI))

    assert isinstance(answers[0], Refused)
    assert answers[0].code == "internal_error"
    assert isinstance(answers[1], Done)
    assert "command.failed" in [line["event"] for line in logs]


def test_too_many_waiting_commands_are_sent_away_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordinator.service.loop.WAITING_MAX", 2)
    desk = Desk().started()

    answers = desk.ask(issue(), issue(), issue())

    assert sorted(type(answer).__name__ for answer in answers) == ["Done", "Done", "TryAgain"]
