"""A store that takes its time: the next batch gathers, nothing is told early, nobody waits long."""

import pytest
from structlog.testing import capture_logs

from contract.messages.answers import Done
from contract.messages.base import kind_of
from coordinator.domain import commands as do
from coordinator.service.loop import PATIENCE_MS
from coordinator.service.outage import PROBE_AFTER_MS
from coordinator.service.ports import Request, Superseded
from tests.helpers.coordinator import Desk, HandWorker, issue, panel, paper
from tests.helpers.scene import LI

HEARTBEAT = "hallcall/v1/small/state/hall"


class SlowDesk(Desk):
    """A desk whose store does what it is asked when the test says so."""

    def __init__(self) -> None:
        self.worker = HandWorker()
        super().__init__(worker=self.worker)
        self.loop.start()
        self.worker.crank_all()
        self.publisher.said.clear()

    def begin(self, *requests: Request) -> None:
        """Let commands come, up to the commit of their batch."""
        for request in requests:
            self.loop.submit(request)
        self.loop.work()
        self.worker.crank()  # the answers that are known

    def answers(self) -> list[str]:
        """What was answered: the numbers given, or that it is to be tried again."""
        return [
            answer.ticket.number if isinstance(answer, Done) and answer.ticket else kind_of(answer)
            for _, answer, _ in self.publisher.answers
        ]


@pytest.fixture
def desk() -> SlowDesk:
    return SlowDesk()


def test_whoever_starts_is_told_when_the_hall_stands() -> None:
    worker, told = HandWorker(), list[str]()
    desk = Desk(worker=worker)

    desk.loop.start(lambda: told.append("started"))
    assert (told, desk.publisher.said) == ([], [])
    worker.crank_all()

    assert told == ["started"]
    assert HEARTBEAT in desk.publisher.said


def test_while_a_commit_is_under_way_the_next_batch_gathers(desk: SlowDesk) -> None:
    desk.begin(issue())
    commits = len(desk.store.batches)
    for _ in range(5):
        desk.loop.submit(issue())
        desk.loop.work()
    assert (len(desk.store.batches), desk.loop.waiting, desk.answers()) == (commits, 5, [])

    desk.worker.crank()
    assert (len(desk.store.batches), desk.answers()) == (commits + 1, ["A001"])
    desk.loop.work()
    desk.worker.crank_all()

    assert len(desk.store.batches) == commits + 2
    assert desk.answers() == [f"A{n:03}" for n in range(1, 7)]


def test_it_is_said_when_commands_can_be_carried_out_that_came_meanwhile() -> None:
    worker, calls = HandWorker(), list[int]()
    desk = Desk(worker=worker)
    desk.loop._ready = lambda: calls.append(desk.loop.waiting)
    desk.loop.start()
    worker.crank_all()
    desk.loop.submit(issue())
    desk.loop.work()
    worker.crank()
    desk.loop.submit(issue())
    assert calls == []

    worker.crank()

    assert calls == [1]


def test_nothing_is_told_of_a_hall_that_is_ahead_of_its_journal(desk: SlowDesk) -> None:
    desk.begin(panel(do.SignIn, clerk_id=LI))
    known = dict(desk.publisher.retained)

    desk.loop.heartbeat()
    desk.loop.catch_up()
    desk.loop.tick()
    desk.loop.connected()

    assert desk.publisher.retained == known
    assert desk.answers() == []

    desk.clock.at_ms += 1
    desk.worker.crank()
    assert desk.publisher.said.count(HEARTBEAT) == 1  # the old one would say a wrong time
    assert not desk.worker.is_idle  # the tick, which had to wait
    desk.worker.crank_all()
    assert not desk.loop.is_busy


def test_senders_hear_try_again_while_the_store_does_not_answer(desk: SlowDesk) -> None:
    desk.begin(issue("first"))
    desk.loop.submit(issue("second"))
    desk.clock.at_ms += PATIENCE_MS
    with capture_logs() as logs:
        desk.loop.tick()
        desk.loop.tick()
        desk.loop.submit(issue("third"))

    assert desk.answers() == ["try_again"] * 3
    assert desk.alarms.standing == "the journal does not answer"
    assert [line["event"] for line in logs] == ["journal.unavailable"]
    assert desk.loop.waiting == 0
    assert HEARTBEAT not in desk.publisher.said


def test_a_commit_that_lands_late_is_answered_then_and_its_repeat_too(desk: SlowDesk) -> None:
    desk.begin(issue("same"))
    desk.clock.at_ms += PATIENCE_MS
    with capture_logs():
        desk.loop.tick()
        desk.worker.crank_all()
    assert desk.answers() == ["try_again", "A001"]
    assert desk.alarms.standing is None

    desk.loop.submit(issue("same"))
    desk.loop.submit(issue("next"))
    desk.loop.work()
    desk.worker.crank_all()

    assert desk.answers()[2:] == ["A001", "A002"]


def test_after_a_commit_of_unknown_fate_the_journal_decides(desk: SlowDesk) -> None:
    desk.store.fails_after_commit = True
    desk.begin(issue("same"))
    desk.clock.at_ms += PATIENCE_MS
    with capture_logs():
        desk.loop.tick()
        desk.worker.crank()
        desk.store.fails_after_commit = False
        assert desk.answers() == ["try_again"]  # said once, though it failed after that

        desk.loop.submit(issue("same"))
        desk.loop.submit(issue("next"))
        desk.loop.work()
        desk.worker.crank_all()

    assert desk.answers()[1:] == ["A001", "A002"]
    assert len({record.position for record in desk.store.records}) == len(desk.store.records)


def test_a_store_that_answers_again_ends_the_alarm_though_nobody_sends_anything(
    desk: SlowDesk,
) -> None:
    desk.loop.submit(issue())
    desk.loop.work()  # and not even the known answers can be read
    desk.clock.at_ms += PATIENCE_MS
    with capture_logs():
        desk.loop.tick()
        desk.store.away = True
        desk.worker.crank_all()
        desk.store.away = False
        assert desk.alarms.standing == "no database"
        desk.clock.at_ms += PROBE_AFTER_MS
        desk.loop.tick()
        desk.worker.crank_all()

    assert desk.alarms.standing is None


def test_a_tick_that_came_meanwhile_is_made_up_for(desk: SlowDesk) -> None:
    desk.begin(panel(do.SignIn, clerk_id=LI), issue(), *paper("A001"), panel(do.CallNext))
    desk.clock.at_ms += 86_400_000
    desk.loop.tick()
    days = desk.store.records[-1].day
    desk.worker.crank_all()

    assert desk.store.records[-1].day > days


def test_whoever_is_superseded_in_the_end_has_said_nothing_and_says_no_more(
    desk: SlowDesk,
) -> None:
    desk.store.superseded = True
    desk.begin(issue())

    with pytest.raises(Superseded):
        desk.worker.crank()
    desk.loop.heartbeat()
    desk.loop.catch_up()

    assert desk.publisher.said == []
