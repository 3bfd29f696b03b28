"""What the kiosk says of a closed group, and of whoever gets no ticket."""

import pytest

from contract.hall.calendar import Calendar
from contract.ids import EpochMs
from kiosk.core import screens
from tests.helpers.halls import shipped_hall
from tests.unit.kiosk.bench import MONDAY_10_AM, TO_ASKING, TO_IDENTIFY, Bench, id_card

HOUR_MS = 3_600_000


def tile(bench: Bench, group: str) -> screens.GroupTile:
    assert isinstance(bench.screen, screens.Groups)
    return next(tile for tile in bench.screen.groups if tile.group_id == group)


@pytest.mark.parametrize(
    ("opens_ms", "back"),
    [
        (None, ""),
        (MONDAY_10_AM + 3 * HOUR_MS, "13:00"),
        (MONDAY_10_AM + 23 * HOUR_MS, "11-25 09:00"),
    ],
)
def test_a_closed_group_says_why_and_when_to_come_back(opens_ms: EpochMs, back: str) -> None:
    bench = Bench()
    bench.queue(
        "medical",
        closed="holiday",
        closed_note_zh="国庆节",
        closed_note_en="National Day",
        opens_at_ms=opens_ms,
    )
    bench.tap("begin")

    shown = tile(bench, "medical")
    bench.tap("language en")

    assert (shown.closed_reason, shown.closed_note, shown.back) == (
        "closed.holiday",
        "国庆节",
        back,
    )
    assert tile(bench, "medical").closed_note == "National Day"


def test_before_a_group_closes_there_is_a_notice_and_it_can_be_chosen() -> None:
    bench = Bench()
    bench.queue("general", waiting=4, closing_soon=True)
    bench.tap("begin")
    assert tile(bench, "general").closing_soon

    bench.tap("group general", "item residence-permit")

    assert isinstance(bench.screen, screens.Papers)
    assert (bench.screen.closed_reason, bench.screen.closing_soon) == ("", True)


def test_the_closed_hall_says_why_and_when_it_opens() -> None:
    hall = shipped_hall("street")
    reason = {"zh": "盘点", "en": "Stocktaking"}
    calendar = Calendar.model_validate({"day": [{"date": "2025-11-24", "reason": reason}]})
    bench = Bench(hall.model_copy(update={"calendar": calendar}))

    bench.beat(is_open=False)

    assert isinstance(bench.screen, screens.Closed)
    assert (bench.screen.hours, bench.screen.note) == ((), "盘点")
    assert bench.screen.back == "11-25 08:30"


@pytest.mark.parametrize(
    "code", ["already_queueing", "banned", "group_full", "group_suspended", "line_too_long"]
)
def test_every_rule_of_admission_has_words_of_its_own(code: str) -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_refused(code)
    assert isinstance(bench.screen, screens.Sorry)
    assert bench.screen.reason == f"refused.{code}"


def test_whoever_has_a_ticket_already_is_told_its_number() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_refused("already_queueing", number="A007", group="general")
    assert isinstance(bench.screen, screens.Sorry)
    assert bench.screen.number == "A007"


def test_a_card_becomes_a_hash_that_changes_with_the_day_and_the_key() -> None:
    hashes = []
    for key in (b"0123456789abcdef", b"fedcba9876543210"):
        bench = Bench(person_key=key)
        bench.tap(*TO_IDENTIFY, "card")
        bench.presenter.on_card(id_card())
        hashes.append(bench.asked.person_hash)
        assert id_card().number not in str(bench.asked)

    assert len(set(hashes)) == 2
    assert all(len(value) == 64 for value in hashes)


def test_without_a_key_no_hash_is_sent() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY, "card")
    bench.presenter.on_card(id_card())
    assert bench.asked.person_hash == ""
