"""Whoever has an appointment gets the ticket for it at the kiosk."""

from datetime import date

import pytest

from contract.messages.answers import Arrival
from contract.messages.commands import CancelTicket, CheckIn, ReportPaper
from kiosk.core import screens
from kiosk.core.equipment import Paper
from kiosk.core.persons import person_hash
from tests.helpers.halls import shipped_hall
from tests.helpers.scene import hall_file
from tests.unit.kiosk.bench import TICKET, Bench, id_card

KEY = b"key of the hall"
TYPED = ("appointment", *(f"key {key}" for key in "K7M3PQ"))


def check_in(bench: Bench) -> CheckIn:
    """Return the check-in that was sent last."""
    found = bench.sent[-1]
    assert isinstance(found, CheckIn)
    return found


def test_a_code_is_typed_and_sent() -> None:
    bench = Bench()

    bench.tap(*TYPED, "key O", "erase", "key Q", "confirm")

    assert check_in(bench).code == "K7M3PQ"
    assert (check_in(bench).person_hash, check_in(bench).visitor) == ("", None)
    assert isinstance(bench.screen, screens.Printing)


def test_too_short_a_code_is_not_sent_and_too_long_a_one_not_typed() -> None:
    bench = Bench()
    bench.tap("appointment", "key A", "confirm")
    assert bench.sent == []

    bench.tap(*["key A"] * 30)
    assert isinstance(bench.screen, screens.CheckIn)
    assert len(bench.screen.code) == 16


def test_the_card_checks_in_by_its_hash_and_with_the_class_of_its_age() -> None:
    bench = Bench(person_key=KEY)
    bench.tap("appointment", "key K")

    card = id_card(born=date(1940, 1, 1))
    bench.presenter.on_card(card)

    sent = check_in(bench)
    assert sent.code == ""
    assert sent.person_hash == person_hash(KEY, "2025-11-24", card.number)
    assert sent.priority_id == "elder"
    assert sent.visitor is not None
    assert sent.visitor.masked_name == "张**"


def test_without_the_hall_s_key_a_card_tells_nothing_and_is_not_asked_for() -> None:
    bench = Bench()
    bench.tap("appointment")
    assert isinstance(bench.screen, screens.CheckIn)
    assert not bench.screen.card_reader

    bench.presenter.on_card(id_card())

    assert bench.sent == []


def test_a_card_that_cannot_be_read_gets_a_hint() -> None:
    bench = Bench(person_key=KEY)
    bench.tap("appointment")
    bench.presenter.on_card_hint("replace_card")
    assert isinstance(bench.screen, screens.CheckIn)
    assert bench.screen.hint == "replace_card"


@pytest.mark.parametrize(
    ("arrival", "appointed", "note"),
    [
        ("in_time", "10:00", ""),
        ("late", "", "take_ticket.late"),
        ("early", "", "take_ticket.early"),
    ],
)
def test_the_ticket_says_when_one_is_due_or_that_one_is_a_walk_in_now(
    arrival: Arrival, appointed: str, note: str
) -> None:
    bench = Bench()
    bench.tap(*TYPED, "confirm")
    bench.answer_checked_in(arrival)
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")

    assert isinstance(bench.screen, screens.TakeTicket)
    assert (bench.screen.appointed, bench.screen.note) == (appointed, note)
    assert f"{bench.slip.appointed:%H:%M}" == appointed if appointed else not bench.slip.appointed
    assert isinstance(bench.sent[-1], ReportPaper)


def test_who_comes_too_early_is_told_when_to_come() -> None:
    bench = Bench()
    bench.tap(*TYPED, "confirm")

    bench.answer_refused("too_early", check_in(bench), slot="14:00", since="13:30")

    assert isinstance(bench.screen, screens.Sorry)
    assert bench.screen.reason == "refused.too_early"
    assert bench.screen.facts == {"slot": "14:00", "since": "13:30"}


def test_a_check_in_that_nobody_answered_leaves_no_ticket_behind() -> None:
    bench = Bench(person_key=KEY)
    bench.tap("appointment")
    bench.presenter.on_card(id_card())
    sent = check_in(bench)

    bench.presenter.on_not_answered(sent)
    bench.wait(6)
    again = check_in(bench)
    assert (again.command_id, again.visitor, again.person_hash) == (sent.command_id, None, "")

    bench.answer_checked_in()
    assert isinstance(bench.sent[-1], CancelTicket)


def test_the_next_visitor_finds_no_code() -> None:
    bench = Bench()
    bench.tap(*TYPED, "home", "appointment")
    assert isinstance(bench.screen, screens.CheckIn)
    assert bench.screen.code == ""

    bench.tap("back", "begin", "group general", "item residence-permit", "confirm", "skip")
    assert bench.asked.group_id == "general"


def test_a_hall_without_appointments_does_not_speak_of_them() -> None:
    bench = Bench(hall_file())
    assert isinstance(bench.screen, screens.Home)
    assert not bench.screen.appointments

    bench.tap("appointment")

    assert isinstance(bench.screen, screens.Home)
    assert Bench(shipped_hall("street")).presenter.screen.appointments  # type: ignore[union-attr]
