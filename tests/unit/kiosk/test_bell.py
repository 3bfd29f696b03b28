"""The bell for a person: rung once, from whatever page, and honest about what came of it."""

import pytest

from contract.hall.alarms import RING_LAPSES_MS
from contract.ids import DeviceId
from contract.messages.commands import Ring
from kiosk.core import screens
from kiosk.core.equipment import Paper
from tests.helpers.outbox import MemoryStore
from tests.unit.kiosk.bench import TICKET, TO_ASKING, TO_IDENTIFY, TO_TECHNICIAN, Bench

RINGING = (DeviceId("k1"), DeviceId("k2"))


def stage(bench: Bench) -> str:
    assert isinstance(bench.screen, screens.Help)
    return bench.screen.stage


def rings(bench: Bench) -> list[Ring]:
    return [command for command in bench.sent if isinstance(command, Ring)]


def test_a_touch_asks_first_and_the_second_rings_in_the_visitors_language() -> None:
    bench = Bench()
    bench.tap("language en", "begin", "help")
    assert (stage(bench), rings(bench)) == ("ask", [])

    bench.tap("ring")
    [ring] = rings(bench)
    assert ring.language == "en"
    assert ring.expires_at_ms > ring.sent_at_ms
    assert stage(bench) == "ringing"
    bench.answer_yes()
    assert stage(bench) == "rung"


def test_who_has_rung_goes_on_where_they_were() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY, "help", "ring")
    bench.answer_yes()
    bench.tap("done")
    assert isinstance(bench.screen, screens.Identify)
    bench.tap("help", "done")
    assert isinstance(bench.screen, screens.Identify)


def test_however_often_it_is_touched_it_rings_once() -> None:
    bench = Bench()
    bench.tap("help", "ring", "ring")
    bench.answer_yes()
    bench.tap("ring", "done", "help", "ring", "help")
    bench.beat(ringing_kiosk_ids=RINGING)
    bench.tap("done", "help", "ring")
    assert (stage(bench), len(rings(bench))) == ("rung", 1)


def test_somebody_who_answers_is_on_the_way_and_a_minute_later_it_can_ring_again() -> None:
    bench = Bench()
    bench.tap("help", "ring")
    bench.answer_yes()
    bench.beat(ringing_kiosk_ids=RINGING)
    bench.beat(ringing_kiosk_ids=RINGING[1:])
    assert stage(bench) == "coming"
    bench.tap("ring")
    assert len(rings(bench)) == 1

    bench.wait(61)
    bench.tap("help", "ring")
    assert len(rings(bench)) == 2


def test_a_ring_that_was_answered_between_two_heartbeats_is_answered() -> None:
    bench = Bench()
    bench.tap("help", "ring")
    bench.answer_yes()
    bench.beat()
    assert stage(bench) == "rung", "the heartbeat may be older than the ring"
    bench.wait(10)
    assert stage(bench) == "coming"


def test_a_ring_that_nobody_answered_promises_nobody() -> None:
    bench = Bench()
    bench.tap("help", "ring")
    bench.answer_yes()
    for _ in range(RING_LAPSES_MS // 1000):
        bench.clock.move(1)
        bench.beat(ringing_kiosk_ids=RINGING)
        bench.presenter.on_tick()
    bench.beat()
    bench.tap("help")
    assert stage(bench) == "ask"


@pytest.mark.parametrize("answer", ["refused", "none"])
def test_where_nobody_can_come_it_says_so_and_where_to_go(answer: str) -> None:
    bench = Bench()
    bench.tap("help", "ring")
    [ring] = rings(bench)
    if answer == "none":
        bench.presenter.on_not_answered(ring)
    else:
        bench.answer_refused("nobody_to_ring", ring)
    assert stage(bench) == "unheard"
    assert isinstance(bench.screen, screens.Help)
    assert bench.screen.where == "大厅入口的咨询台"

    bench.tap("ring")
    assert len(rings(bench)) == 2


def test_without_the_hall_it_says_at_once_that_nobody_can_be_called() -> None:
    bench = Bench(store=MemoryStore())
    bench.lose_hall()
    bench.tap("help")
    assert stage(bench) == "unheard"
    bench.tap("ring")
    assert (stage(bench), rings(bench)) == ("unheard", [])

    bench = Bench()
    bench.tap("help")
    bench.lose_hall()
    bench.tap("ring")
    assert (stage(bench), rings(bench)) == ("unheard", [])


def test_it_rings_while_no_tickets_are_given_and_while_one_is_printed() -> None:
    bench = Bench()
    bench.beat(is_open=False)
    bench.tap("help", "ring")
    bench.answer_yes()
    bench.tap("done")
    assert isinstance(bench.screen, screens.Closed)

    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()
    bench.tap("help")
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")
    assert stage(bench) == "ask"
    bench.tap("done")
    assert isinstance(bench.screen, screens.TakeTicket)


def test_who_waits_for_help_is_not_idle_and_the_page_closes_by_itself() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY, "help", "ring")
    bench.answer_yes()
    bench.wait(59)
    assert isinstance(bench.screen, screens.Help)
    bench.wait(2)
    assert isinstance(bench.screen, screens.Identify)
    bench.wait(60)
    assert isinstance(bench.screen, screens.Home)


def test_a_kiosk_that_was_started_again_knows_that_it_rings() -> None:
    bench = Bench()
    bench.beat(ringing_kiosk_ids=RINGING)
    bench.tap("help", "ring")
    assert (stage(bench), rings(bench)) == ("rung", [])


def test_a_code_before_the_scanner_is_taken_from_the_page_under_the_bell() -> None:
    bench = Bench()
    bench.tap("help")
    bench.presenter.on_code("2025-11-24.A012")
    assert isinstance(bench.screen, screens.MyTicket)


def test_the_technician_rings_for_nobody() -> None:
    bench = Bench()
    bench.tap(*TO_TECHNICIAN, "help", "ring")
    assert isinstance(bench.screen, screens.Technician)
    assert rings(bench) == []
